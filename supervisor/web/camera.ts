import { sleep } from './browser.js';

/** As much of the browser's own reader of codes as is asked of it. */
interface Detector {
  detect(picture: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>;
}
interface DetectorMaker {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}
const maker = (globalThis as unknown as { readonly BarcodeDetector?: DetectorMaker }).BarcodeDetector;

const QR = 'qr_code';
/** Between two looks: a hand needs longer to hold still. */
const LOOK_MS = 150;
/** A picture is looked at no larger than this: a code that fills a tenth of it is still sharp. */
const PICTURE_PIXELS = 1600;

/** A live picture that is watched for a QR. */
export class Camera {
  private readonly stopped = new AbortController();

  constructor(private readonly video: HTMLVideoElement) {}

  /** Whether this browser reads codes itself, and may ask for a camera. */
  static async canScan(): Promise<boolean> {
    if (!maker || !(navigator.mediaDevices as MediaDevices | undefined)?.getUserMedia) return false;
    const formats: readonly string[] = await maker.getSupportedFormats().catch(() => []);
    return formats.includes(QR);
  }

  /** The text of the first QR that it sees; null where it was stopped. Rejects where there is no camera to look with. */
  async scan(): Promise<string | null> {
    const { video, stopped } = this;
    if (!maker) throw new Error('this browser reads no codes');
    const detector = new maker({ formats: [QR] });
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    try {
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      while (!stopped.signal.aborted) {
        const [found] = await detector.detect(video);
        if (found) return found.rawValue;
        await sleep(LOOK_MS, stopped.signal);
      }
      return null;
    } finally {
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
      video.hidden = true;
    }
  }

  stop(): void {
    this.stopped.abort();
  }
}

/** The text of a QR in a picture; null where there is none to be read. Rejects what is no picture. */
export async function textInPicture(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, PICTURE_PIXELS / Math.max(picture.width, picture.height));
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const paper = new OffscreenCanvas(width, height).getContext('2d');
  if (!paper) throw new Error('this browser draws no pictures');
  paper.drawImage(picture, 0, 0, width, height);
  picture.close();
  // Large, and only for this: it is fetched when the first picture comes.
  const { default: read } = await import('jsqr');
  return read(paper.getImageData(0, 0, width, height).data, width, height)?.data ?? null;
}
