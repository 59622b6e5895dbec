import { expect, test } from 'vitest';
import { isComplete } from '../../kernels/typescript/is-complete.js';

/** Texts, separated by lines of three dashes. */
const complete = `1
---
const a = 1
---
const a = 1;
---
a
---
a.b
---
f(1)
---
if (a) b
---
if (a) { b }
---
if (a) { b } else { c }
---
for (const i of [1, 2]) console.log(i)
---
for (let i = 0; i < 3; i++) {}
---
while (x) x--
---
function f() { return 1 }
---
const f = () => 1
---
const f = async () => { await 1 }
---
await f()
---
for await (const x of y) {}
---
class A { x = 1; f() {} }
---
class A { @mark f() {} }
---
class A { accessor x = 1; static {} }
---
interface I { a: string }
---
type T = { a: 1 } | null
---
enum E { A, B }
---
namespace N { export const a = 1 }
---
declare global { var x: number }
---
import { a } from 'b'
---
import data from './x.json' with { type: 'json' }
---
import 'x'
---
export const a = 1
---
export default 1
---
\`a\${1}b\`
---
\`a
b\`
---
'a"b'
---
"it's"
---
/a[/]b/.test(x)
---
/[(]/
---
a / b / c
---
// a comment (
---
/* a comment ( */
---
1 // {
---
{ using a = b; }
---
const { a, ...b } = c
---
const [a, , b] = c
---
({ a })
---
[1, 2, 3]
---
x ? y : z
---
<T>(x: T) => x
---
f<string>(x)
---
a < b
---
let x: Array<Array<number>>
---
switch (x) { case 1: break; default: }
---
try { a } catch { b } finally { c }
---
label: for (;;) break label
---
do x--; while (x)
---
new A
---
x!
---
x as const
---
x satisfies Y
---
#!/usr/bin/env node
---
abstract class A { abstract f(): void }
---
;
---
const s = 'é😀'`;

const incomplete = `function f() {
---
if (a) {
---
if (a)
---
if (a) b; else
---
for (const i of [1, 2]) {
---
for (const i of [1, 2])
---
while (x)
---
class A {
---
class A { f() {
---
class A extends B {
---
interface I {
---
enum E {
---
namespace N {
---
const a =
---
const a = {
---
const a = { b: 1,
---
const a = [
---
const a = [1,
---
f(
---
f(1,
---
f(() => {
---
a +
---
a &&
---
a ?
---
a ? b :
---
a.
---
a?.
---
(a
---
[a
---
\`open
---
\`open \${
---
\`open \${a
---
\`open \${a}
---
/* open
---
/** open
 * more
---
import {
---
import { a
---
import { a } from
---
export {
---
return (
---
const f = () =>
---
const f = async () => {
---
const f = (a: number,
---
try {
---
try { a }
---
switch (x) {
---
switch (x) { case 1:
---
do {
---
new
---
await
---
typeof
---
type T =
---
type T = {
---
let x: Array<
---
function f(
---
function
---
class
---
throw
---
x as
---
const {
---
const s = 'é😀' + (`;

const invalid = `const = 1; foo(
---
const s = "open
---
const s = 'open
---
'a' b
---
)
---
}
---
]
---
1 2
---
a b c
---
if if
---
const 1 = 2
---
f(]
---
[1, 2)
---
{ a: ]
---
let let = 1; }
---
class 1 {}
---
for (;;;) {}
---
=> 1
---
a = = b
---
"open
and more"
---
@ # $
---
function 1() {}
---
else { }
---
%magic
---
import
---
case 1: x`;

const texts = (list: string): string[] => list.split('\n---\n');

test.each(texts(complete))('complete: %j', async (code) => {
  expect(await isComplete(code)).toEqual({ status: 'complete' });
});

test.each(texts(incomplete))('incomplete: %j', async (code) => {
  expect(await isComplete(code)).toMatchObject({ status: 'incomplete' });
});

test.each(texts(invalid))('invalid: %j', async (code) => {
  expect(await isComplete(code)).toEqual({ status: 'invalid' });
});

test('the indentation continues that of the last line, and grows behind an open bracket', async () => {
  const indent = async (code: string): Promise<unknown> => (await isComplete(code)).indent;
  expect(await indent('if (a) {')).toBe('  ');
  expect(await indent('if (a) {\n  f(')).toBe('    ');
  expect(await indent('if (a) {\n  f();')).toBe('  ');
});
