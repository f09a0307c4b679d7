/** A picture as small as the server takes it, made in the browser: a photo of a phone is many times larger than anybody sees here. */

/** The largest file the server takes for one picture, in bytes. */
export const largestPicture = 200_000;
/** Points wide and high, at the most; smaller as long as the file is too large. */
const sides = [1200, 800, 512, 256];
/** The server reads no more points than this, however few bytes they take. */
const mostPoints = 2048;

export interface Size {
  width: number;
  height: number;
}

/** In the same shape, and never larger than it was. */
export function fitted({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A photo becomes a JPEG; what may have a see-through ground keeps it. */
export const typeFor = (type: string): string => (type === "image/jpeg" ? "image/jpeg" : "image/webp");

/** The picture as it is when it is small enough, else smaller. Nothing when this is no picture a browser can read. */
export async function smaller(file: File, draw: Draw = onCanvas, read: Read = (of) => createImageBitmap(of)): Promise<File | null> {
  const picture = await read(file).catch(() => null);
  // What it is instead, the server says in words, if it may travel at all.
  if (!picture) return file.size > largestPicture ? null : file;
  if (file.size <= largestPicture && Math.max(picture.width, picture.height) <= mostPoints) return file;
  const type = typeFor(file.type);
  for (const side of sides) {
    const drawn = await draw(picture, fitted(picture, side), type);
    if (drawn && drawn.size <= largestPicture) return new File([drawn], file.name, { type: drawn.type });
  }
  return null;
}

type Read = (file: File) => Promise<ImageBitmap>;
type Draw = (picture: ImageBitmap, size: Size, type: string) => Promise<Blob | null>;

const onCanvas: Draw = (picture, { width, height }, type) => {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
  return new Promise((done) => canvas.toBlob(done, type, 0.85));
};
