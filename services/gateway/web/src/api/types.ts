/**
 * Short names for the messages of the API: `Message<"recruitment.v1.Client">`. Everything may be absent in the type, because
 * that is how the OpenAPI document tells it; the gateway itself always writes every field.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];
type Short<Name> = Name extends `optrek.${infer Rest}` ? Rest : never;

export type Message<Name extends Short<keyof Schemas>> = Schemas[`optrek.${Name}` & keyof Schemas];
