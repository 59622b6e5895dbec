import { expect, test } from 'vitest';
import { escapeHtml } from '../../src/core/index.js';

test('a text cannot leave the element or the attribute that it stands in', () => {
  expect(escapeHtml(`<b title="x" lang='y'>&amp;`)).toBe('&lt;b title=&quot;x&quot; lang=&#39;y&#39;&gt;&amp;amp;');
});
