/** Seeded chances in [0, 1): mulberry32. The same on every machine. */
export function chances(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ten seconds of coloured noise that swells and ebbs over a faint hum: what a base clip is like. */
export function baseWav(seed, format) {
  const random = chances(seed);
  const level = 0.02 + 0.06 * random();
  const swell = sine(0.1 + random(), format.rate);
  const hum = sine(80 + 400 * random(), format.rate);
  const smooth = 0.02 + 0.3 * random();
  return wav(10, format, random, smooth, (noise) => level * ((1 + 0.6 * swell()) * noise + 0.2 * hum()));
}

/** A tone with overtones and some noise that starts at once and dies away: what a single event is like. */
export function eventWav(seed, seconds, format) {
  const random = chances(seed);
  const pitch = 150 + 1500 * random();
  const tones = [1, 2, 3.01].map((times) => sine(pitch * times, format.rate));
  const attack = 0.01 * format.rate;
  const decay = 3 / (seconds * format.rate);
  const smooth = 0.3 + 0.6 * random();
  return wav(seconds, format, random, smooth, (noise, i) => {
    const tone = tones.reduce((sum, next, k) => sum + next() / (k + 1), 0);
    return 0.3 * Math.min(1, i / attack) * Math.exp(-decay * i) * (0.7 * tone + 0.6 * noise);
  });
}

/** A sine by the recurrence of its samples, which is quicker than Math.sin. */
function sine(frequency, rate) {
  const factor = 2 * Math.cos((2 * Math.PI * frequency) / rate);
  let before = 0;
  let now = Math.sin((2 * Math.PI * frequency) / rate);
  return () => {
    const value = now;
    now = factor * now - before;
    before = value;
    return value;
  };
}

/** PCM16; in stereo each channel has a noise of its own beside the common one. */
function wav(seconds, { rate, channels }, random, smooth, sample) {
  const frames = Math.round(seconds * rate);
  const pcm = new Int16Array(frames * channels);
  const gain = Math.sqrt((2 - smooth) / smooth);
  let noise = 0;
  for (let i = 0; i < frames; i++) {
    noise += smooth * (3.4 * (random() - 0.5) - noise);
    const common = sample(gain * noise, i);
    for (let channel = 0; channel < channels; channel++) {
      const own = channels === 1 ? 0 : 0.005 * (random() - 0.5);
      pcm[i * channels + channel] = Math.round(32_767 * Math.max(-1, Math.min(1, common + own)));
    }
  }
  return Buffer.concat([header(pcm.byteLength, rate, channels), Buffer.from(pcm.buffer)]);
}

function header(bytes, rate, channels) {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * channels * 2, 28);
  head.writeUInt16LE(channels * 2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(bytes, 40);
  return head;
}
