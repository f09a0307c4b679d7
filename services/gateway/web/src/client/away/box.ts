/**
 * Where letters lie until they went: IndexedDB, so that they are there again after the page was closed. Four small things to do
 * with one table; a library for that would be larger than this. A browser that stores nothing keeps them as long as the page.
 */
import type { Letter } from "./post";

export interface Box {
  all: () => Promise<Letter[]>;
  put: (letter: Letter) => Promise<void>;
  take: (id: string) => Promise<void>;
  empty: () => Promise<void>;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  if (opened) return opened;
  const request = indexedDB.open("optrek", 1);
  request.onupgradeneeded = () => request.result.createObjectStore("letters", { keyPath: "id" });
  return (opened = done(request));
}

const letters = async (mode: IDBTransactionMode) => (await database()).transaction("letters", mode).objectStore("letters");

export const box: Box = {
  all: async () => done<Letter[]>((await letters("readonly")).getAll()),
  put: async (letter) => void (await done((await letters("readwrite")).put(letter))),
  take: async (id) => void (await done((await letters("readwrite")).delete(id))),
  empty: async () => void (await done((await letters("readwrite")).clear())),
};
