/**
 * Reading the square on a card: by the browser itself where it can, else by a reader that is fetched only then. Gives "" as long as
 * there is nothing to read.
 */
export type Reader = (frame: HTMLVideoElement) => Promise<string>;

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
interface DetectorMaker {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** Large enough for the small squares of a card at arm's length, small enough for an old phone. */
const most = 800;

export async function reader(): Promise<Reader> {
  const own = (window as { BarcodeDetector?: DetectorMaker }).BarcodeDetector;
  if (own && (await own.getSupportedFormats().catch((): string[] => [])).includes("qr_code")) {
    const detector = new own({ formats: ["qr_code"] });
    return async (frame) => (await detector.detect(frame).catch(() => []))[0]?.rawValue ?? "";
  }
  const { decodeQR } = await import("qr/decode.js");
  const canvas = document.createElement("canvas");
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  return (frame) => {
    const scale = Math.min(1, most / Math.max(frame.videoWidth, frame.videoHeight, 1));
    canvas.width = Math.round(frame.videoWidth * scale);
    canvas.height = Math.round(frame.videoHeight * scale);
    if (!paper || canvas.width === 0) return Promise.resolve("");
    paper.drawImage(frame, 0, 0, canvas.width, canvas.height);
    const { data, width, height } = paper.getImageData(0, 0, canvas.width, canvas.height);
    try {
      return Promise.resolve(decodeQR({ data, width, height }));
    } catch {
      return Promise.resolve(""); // no square in this picture
    }
  };
}
