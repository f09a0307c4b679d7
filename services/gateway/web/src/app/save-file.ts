/** Gives a file that came as an answer to the browser to save. Nothing of it stays on the page. */
import type { Message } from "@/api/types";

export function saveFile(file: Message<"recruitment.v1.ExportFile">): void {
  const raw = atob(file.content ?? "");
  const bytes = Uint8Array.from(raw, (character) => character.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: file.contentType }));
  const link = document.createElement("a");
  link.href = address;
  link.download = file.fileName ?? "";
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
