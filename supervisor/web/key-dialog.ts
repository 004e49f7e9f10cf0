import type { Lang } from '../report-words.js';
import { Camera, textInPicture } from './camera.js';
import { byId } from './dom.js';
import { type Status, statusText } from './status.js';

/** Asks for a day key: as text, by the camera where the browser reads codes itself, or from a picture. */
export class KeyDialog {
  private readonly dialog = byId<HTMLDialogElement>('key');
  private readonly text = byId<HTMLTextAreaElement>('key-text');
  private readonly picture = byId<HTMLInputElement>('key-file');
  private lang: Lang = 'en';
  private camera: Camera | null = null;
  private taken: Status | null = null;

  /** `take` says whether a text is a day key, and keeps it. */
  constructor(private readonly take: (text: string) => Promise<Status>) {
    byId('key-form').addEventListener('submit', event => {
      event.preventDefault();
      void this.give(this.text.value);
    });
    byId('key-scan').addEventListener('click', () => void this.scan());
    byId('key-picture').addEventListener('click', () => this.picture.click());
    byId('key-cancel').addEventListener('click', () => this.dialog.close());
    this.picture.addEventListener('change', () => void this.read());
    this.text.addEventListener('input', () => this.fault(null));
    this.dialog.addEventListener('close', () => {
      this.camera?.stop();
      // No key stays in a field that nobody sees.
      this.text.value = '';
    });
  }

  /** How it went; null where it was left. */
  async ask(lang: Lang): Promise<Status | null> {
    this.lang = lang;
    this.taken = null;
    this.fault(null);
    const canScan = await Camera.canScan();
    byId('key-scan').hidden = !canScan;
    byId('key-noscan').hidden = canScan;
    this.dialog.showModal();
    await new Promise(done => this.dialog.addEventListener('close', done, { once: true }));
    return this.taken;
  }

  private async give(text: string): Promise<void> {
    const how = await this.tried(() => this.take(text));
    if (!how) return;
    if (how.isBad) {
      this.fault(how);
      return;
    }
    this.taken = how;
    this.dialog.close();
  }

  private async scan(): Promise<void> {
    if (this.camera) return;
    this.fault(null);
    this.camera = new Camera(byId<HTMLVideoElement>('key-video'));
    const found = await this.camera.scan().catch(() => {
      this.fault({ line: 'keyNoCamera' });
      return null;
    });
    this.camera = null;
    if (found !== null) await this.give(found);
  }

  private async read(): Promise<void> {
    const [file] = this.picture.files ?? [];
    this.picture.value = '';
    if (!file) return;
    const found = await this.tried(() => textInPicture(file));
    if (found) await this.give(found);
    else if (found === null) this.fault({ line: 'keyNoCode' });
  }

  /** What `work` brings; undefined where the browser failed, and that is told. */
  private async tried<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch {
      this.fault({ line: 'failed' });
      return undefined;
    }
  }

  private fault(status: Status | null): void {
    byId('key-fault').textContent = status ? statusText(status, this.lang) : '';
    if (status) this.text.setAttribute('aria-invalid', 'true');
    else this.text.removeAttribute('aria-invalid');
  }
}
