'use client';

import { storedSwitch } from './stored-switch.ts';

/** Whether the system shows alerts while this page is hidden. */
export const desktopNotices = storedSwitch('desktop-notices', 'off');
/** Whether a critical alert is heard. */
export const sound = storedSwitch('alert-sound', 'off');

const BEEP = { hertz: 880, seconds: 0.25, volume: 0.2 };

/** A short tone; silent where the browser lets no page be heard that nobody has touched. */
export function beep(): void {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.frequency.value = BEEP.hertz;
  gain.gain.value = BEEP.volume;
  tone.connect(gain).connect(context.destination);
  tone.onended = () => void context.close();
  tone.start();
  tone.stop(context.currentTime + BEEP.seconds);
}

/** Whether the person lets this page show notifications; asks where nobody has been asked. */
export async function mayNotify(): Promise<boolean> {
  if (typeof Notification === 'undefined') return false;
  return (await Notification.requestPermission()) === 'granted';
}
