"""Every sample of jupyter_kernel_test, in TypeScript. Paging is omitted: the protocol deprecates payloads."""

import unittest

import jupyter_kernel_test as suite  # a module import, so that unittest does not collect its classes, which test Python

KERNEL = "acc-typescript"


def shown(mime: str, data: str) -> dict[str, str]:
    return {"code": f"display({{ '{mime}': {data} }}, {{ raw: true }})", "mime": mime}


def result(code: str, text: str, mime: str = "text/plain") -> dict[str, str]:
    return {"code": code, "result": text, "mime": mime}


class TypescriptKernelTests(suite.KernelTests):
    kernel_name = KERNEL
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('hello, world')"
    completion_samples = [
        {"text": "Math.cb", "matches": {"cbrt"}},
        {"text": "'🎵'; Math.hyp", "matches": {"hypot"}},
        {"text": "{ const unlike = 1; unli", "matches": {"unlike"}},
    ]
    complete_code_samples = ["1", "let a = 1", "function f() {\n  return 1;\n}", "const t: string = `a`", "// a comment", ""]
    incomplete_code_samples = ["function f() {", "const a = [1,", "`unfinished", "/* a comment", "if (true) {\n  1"]
    invalid_code_samples = ["let 1 = 2", "const = 3", "1 +* 2", ") => 1"]
    code_generate_error = "throw new Error('on purpose')"
    code_execute_result = [
        result("6 * 7", "42"),
        result("'text'", "'text'"),
        result("await Promise.resolve([1, 2])", "[ 1, 2 ]"),
        result("new Map([['a', 1]])", "Map(1) { 'a' => 1 }"),
        result("({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>x</b>', 'text/plain': 'x' }) })", "<b>x</b>", "text/html"),
        {"code": "new (class { async [Symbol.for('Jupyter.display')]() { return { 'text/markdown': '*x*' }; } })()", "mime": "text/markdown"},
    ]
    code_display_data = [
        shown("text/plain", "'x'"),
        shown("text/html", "'<b>x</b>'"),
        shown("text/markdown", "'*x*'"),
        shown("text/latex", "'$x$'"),
        shown("application/javascript", "'1'"),
        shown("application/json", "{ a: [1] }"),
        shown("application/geo+json", "{ type: 'Point', coordinates: [0, 0] }"),
        shown("application/vnd.plotly.v1+json", "{ data: [], layout: {} }"),
        shown("application/vnd.vega.v5+json", "{}"),
        shown("image/svg+xml", "'<svg xmlns=\"http://www.w3.org/2000/svg\"/>'"),
        shown("image/png", "new Uint8Array([137, 80, 78, 71])"),
        shown("image/jpeg", "new Uint8Array([255, 216, 255])"),
        shown("image/gif", "Buffer.from('GIF89a')"),
        shown("application/pdf", "Buffer.from('%PDF-1.4')"),
        {"code": "import * as tslab from 'tslab'; tslab.display.html('<b>x</b>')", "mime": "text/html"},
        {"code": "import { figure } from './src/figures/figure.js';\n"
         "await display(figure([{ type: 'bar', x: [1], y: [2] }], { width: 200, height: 100, title: { text: 'x' } }, 'x'))",
         "mime": "image/png"},
    ]
    code_history_pattern = "6 *"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.cbrt"
    code_clear_output = "console.log('gone'); clearOutput()"


class TypescriptIopubWelcomeTests(suite.IopubWelcomeTests):
    kernel_name = KERNEL
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
