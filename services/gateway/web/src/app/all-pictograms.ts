/**
 * Every pictogram by its name, for what the server names. Only ever loaded apart (`named-pictogram.ts`): whoever loads the
 * pictograms' index itself apart makes every page carry all of them.
 */
import * as all from "@/pictograms";
import type { Drawing } from "@/design/Pictogram";

const key = (name: string) => name.replace(/(^|-)([a-z0-9])/g, (_, __, letter: string) => letter.toUpperCase());

export const pictogramNamed = (name: string): Drawing | undefined => (all as unknown as Record<string, Drawing | undefined>)[key(name)];
