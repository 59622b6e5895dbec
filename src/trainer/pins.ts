/** What decides the bytes of weights and answers besides the settings: a part of the keys of the stages that make them. */
export type Pins = {
  /** of environment.yml */
  packages: string[];
  /** environment variables and switches; null on a GPU, where they do not apply */
  cpu: Record<string, string> | null;
};

/** One thread per process: two busy-waiting threads make a step 17 times slower, and sums depend on the number of threads. */
const oneThread: Readonly<Record<string, string>> = threadVariables(1);

/**
 * Variables that make training and generation on a CPU give the same bytes on every x86-64 processor with AVX2 and FMA.
 * Each library would choose its code by vendor, instruction set or cache size. swift_on_cpu.py adds what no variable can say.
 * MKL's square roots, log10, log2, tan and atan of tensors start from approximations (rsqrtps, rcpps) that differ between
 * processors whatever MKL_CBWR says. Features take log10 from NumPy; AdamW takes exact roots with `optim: adamw_torch_fused`.
 */
const cpuVariables: Readonly<Record<string, string>> = {
  // AVX-512 kernels of ATen add in another order
  ATEN_CPU_CAPABILITY: 'avx2',
  // the only branch of MKL that processors of every vendor take; others become AUTO on AMD. It is slow: see openblas_products.py
  MKL_CBWR: 'COMPATIBLE',
  MKL_DYNAMIC: 'FALSE',
  // what is left of oneDNN when it is off
  ONEDNN_MAX_CPU_ISA: 'AVX2',
  // NumPy, SciPy, and through NumPy the matrix products of torch
  OPENBLAS_CORETYPE: 'Haswell',
  // what NumPy knows above AVX2: three names since 2.4, the others before; unknown names are ignored
  NPY_DISABLE_CPU_FEATURES:
    'X86_V4 AVX512_ICL AVX512_SPR AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_KNL AVX512_KNM',
  // the order of sets, which PEFT writes into adapter_config.json
  PYTHONHASHSEED: '0',
};

/** What swift_on_cpu.py switches off, and what it replaces. */
const cpuSwitches: Readonly<Record<string, string>> = {
  mkldnn: 'off',
  nnpack: 'off',
  log10: 'numpy',
  products: 'openblas',
};

/** CUDA would number GPUs by speed, nvidia-smi and locks of GPUs by the PCI bus. */
const gpuVariables: Readonly<Record<string, string>> = { CUDA_DEVICE_ORDER: 'PCI_BUS_ID' };

/** Environment variables of a child process. @param devices '' for the CPU, else CUDA_VISIBLE_DEVICES */
export function pinnedVariables(devices: string): Record<string, string> {
  return { ...oneThread, ...(devices === '' ? cpuVariables : gpuVariables) };
}

/** The pins of training and generation. @param devices '' for the CPU, else CUDA_VISIBLE_DEVICES */
export function pinsFor(packages: string[], devices: string): Pins {
  return { packages, cpu: devices === '' ? { ...oneThread, ...cpuVariables, ...cpuSwitches } : null };
}

/** Environment variables for the number of threads of a process. */
export function threadVariables(count: number): Record<string, string> {
  const names = ['OMP_NUM_THREADS', 'MKL_NUM_THREADS', 'OPENBLAS_NUM_THREADS'];
  return Object.fromEntries(names.map((name) => [name, String(count)]));
}
