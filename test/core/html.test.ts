import { expect, test } from 'vitest';
import { escapeHtml } from '../../src/core/index.js';

test('an escaped text stays inside its element or attribute', () => {
  expect(escapeHtml(`<b title="x" lang='y'>&amp;`)).toBe('&lt;b title=&quot;x&quot; lang=&#39;y&#39;&gt;&amp;amp;');
});
