import { widest } from '../../cli/make/words/line.js';
import { wrapText } from '../../cli/make/words/wrap.js';
import { SLOTS, type Slot } from '../../shared/catalogue/topics.js';
import { MAX_EN, MAX_ZH } from '../../shared/profile/custom.js';
import type { Words } from '../../shared/profile/profile.js';

/** Pixels of a line of the badge, and of a character of Chinese. */
const LINE = 126;

/** The text as wide as settings can make it; where company and name are Chinese, each character takes two columns. */
function filled(text: string, language: keyof Words): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => {
    const columns = SLOTS[name as Slot];
    if (columns === undefined) return all;
    const isWide = language === 'zh' && (name === 'company' || name === 'name');
    return isWide ? '国'.repeat(columns / 2) : '0'.repeat(columns);
  });
}

/** What is wrong with the size of a prompt: nothing, or a sentence. */
export function fits(at: string, words: Words): string[] {
  return (['zh', 'en'] as const).flatMap(language => {
    const text = filled(words[language], language);
    const faults: string[] = [];
    if (/[{}]/.test(text)) faults.push(`${at} (${language}) has a slot that no setting fills`);
    const room = language === 'zh' ? MAX_ZH : MAX_EN;
    // A hotline is as long as four characters of Chinese, whatever its digits are.
    const length = language === 'zh' ? words.zh.replace(/\{\w+\}/g, '国国国国').length : text.length;
    if (length > room || length === 0) faults.push(`${at} (${language}) has ${length} of ${room} characters`);
    if (language === 'en' && !/^[ -~]+$/.test(text)) faults.push(`${at} (en) is not ASCII`);
    if (wrapText(text).some(line => widest(line) > LINE))
      faults.push(`${at} (${language}): "${text}" does not break into two lines`);
    return faults;
  });
}
