/** The picture of a kind of our own, by the name the server keeps; until it is there, the one given. */
import { type Drawing, Pictogram } from "@/design/Pictogram";
import { useNamedPictogram } from "./named-pictogram";
import { useOwnKind } from "./kinds";

export function NamedPicture({ name, size, otherwise }: { name: string | undefined; size: string; otherwise: Drawing }) {
  return <Pictogram of={useNamedPictogram(name) ?? otherwise} size={size} plate />;
}

export function KindPicture({ ownKindId, size, otherwise }: { ownKindId: string | undefined; size: string; otherwise: Drawing }) {
  return <NamedPicture name={useOwnKind(ownKindId)?.pictogram} size={size} otherwise={otherwise} />;
}
