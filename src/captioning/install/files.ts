import { join } from 'node:path';
import { mavenFolder, referenceFolder } from './folder.js';

/** A file that a metric needs. */
export interface MetricFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** The items that `acc metrics install` installs. */
export const installNames = ['meteor', 'spice', 'minilm'] as const;
export type InstallName = (typeof installNames)[number];

/** Contents, size in bytes and licence of each. */
export const installFacts: Readonly<
  Record<InstallName, { what: string; fetched: number; kept: number; licence: string }>
> = {
  meteor: {
    what: "METEOR 1.5's words, synonyms and paraphrases",
    fetched: 104_312_215,
    kept: 170_000_000,
    licence: 'METEOR LGPL-2.1, synonyms from WordNet 3.0',
  },
  spice: {
    what: "SPICE's program, CoreNLP 3.6.0 with its models, a JavaScript engine",
    fetched: 104_312_215 + 388_000_000,
    kept: 500_000_000,
    licence: 'SPICE AGPL-3, CoreNLP GPL-3, Nashorn GPL-2 with Classpath exception',
  },
  minilm: {
    what: 'the sentence model all-MiniLM-L6-v2, instead of that of FENSE',
    fetched: 84_000_000,
    kept: 92_000_000,
    licence: 'Apache-2.0',
  },
};

/** The PyPI package with the reference implementations. Its modules are not executed. */
export const referencePackage = {
  requirement: 'pycocoevalcap==1.2',
  wheelSha256: '083ed7910f1aec000b0a237ef6665f74edf19954204d0b1cbdb8399ed132228d',
} as const;

/** The used files, with their hashes; the others are covered by the wheel's hash. */
export function filesOf(name: 'meteor' | 'spice'): MetricFile[] {
  const reference = (path: string, bytes: number, sha256: string): MetricFile => ({
    path: join(referenceFolder(), path),
    bytes,
    sha256,
  });
  if (name === 'meteor')
    return [
      reference('meteor/meteor-1.5.jar', 6_318_693, '1e57b4c72c0830ebe68558f1c799a624e96cbc1b6045c9f6330e26dcff6eafc2'),
      reference(
        'meteor/data/paraphrase-en.gz',
        61_813_011,
        'c147ac7d2c91f2fbb3ad31e4b352235061eb83145e0434daf217ee9ca5975f48',
      ),
    ];
  return [
    ...spiceLibrary.map(([name, bytes, sha256]) => reference(`spice/lib/${name}`, bytes, sha256)),
    reference('spice/spice-1.0.jar', 19_751_099, '6c6a73ae6dd108667047c1818707590413934dcb9f1a62cef6469059b41b3d59'),
    ...mavenArtifacts.map(({ file, bytes, sha256 }) => ({ path: join(mavenFolder(), file), bytes, sha256 })),
  ];
}

/** The jars beside SPICE's own. */
const spiceLibrary: readonly (readonly [name: string, bytes: number, sha256: string])[] = [
  ['Meteor-1.5.jar', 6_318_623, '014a3627d277a6f4ba5b44a20733f8dff28bbb428204c36abfda56565658ba09'],
  ['SceneGraphParser-1.0.jar', 164_039, '83a1b7c3f896dd135f9539ba41d65b155827dfc312893bfd5bb835c9f9ae310a'],
  ['ejml-0.23.jar', 301_506, '12d44e81fdd661ad2aac6384511facf3d8fa003c3ce8d9cec5f22827d1819a26'],
  ['fst-2.47.jar', 380_882, '8c871febc859cf72dbed1c6c1eebc5600c3d93c3e986feccf4623cc5086098cc'],
  ['guava-19.0.jar', 2_308_517, '58d4cc2e05ebb012bbac568b032f75623be1cb6fb096f3c60c72a86f7f057de4'],
  ['hamcrest-core-1.3.jar', 45_024, '66fdef91e9739348df7a096aa384a5685f4e875584cce89386a7a47251c4d8e9'],
  ['jackson-core-2.5.3.jar', 229_998, 'c9a900c30c702d371be2d3714938dfa6de616599c8eb39f8e3cf7aedd62dfd32'],
  ['javassist-3.19.0-GA.jar', 749_499, 'd19c1ef43ccd9cb1b39466bb2f1c8e45c2b6752f1e13a3dfb60096543d1791fa'],
  ['json-simple-1.1.1.jar', 23_931, '4e69696892b88b41c55d49ab2fdcc21eead92bf54acc588c0050596c3b75199c'],
  ['junit-4.12.jar', 314_932, '59721f0805e223d84b90677887d9ff567dc534d7c502ca903c0c2b17f05c116a'],
  ['lmdbjni-0.4.6.jar', 85_980, 'f4e8c51eb4ef05abe57d2187e76f5c335e4ef16d8503329eb7dbc5ae7a90529c'],
  ['lmdbjni-linux64-0.4.6.jar', 385_952, '0b7773db873aaeec399a50113c0a4e121df0eff5e724607f7bc8171452107d94'],
  ['lmdbjni-osx64-0.4.6.jar', 106_300, '7d66778037b5689e7c6daf22a7140722f2085da4ae479bceda4a4be487d55460'],
  ['lmdbjni-win64-0.4.6.jar', 72_671, '969c6aa59893b82856a6832da640672b0f23f1d72f70d7b04296c71970d75b79'],
  ['objenesis-2.4.jar', 51_287, '090416e160a7e398f79e0149a7b05ef328b1843898a34e08c1cc170128d326d0'],
  ['slf4j-api-1.7.12.jar', 32_127, '0aee9a77a4940d72932b0d0d9557793f872e66a03f598e473f45e7efecdccf99'],
  ['slf4j-simple-1.7.21.jar', 10_905, 'a20179cc3ded2d7e2f5def4ccb34b2d0836e2f8c9e79352a6babd6a6559cc8e0'],
];

/** A file of Maven Central: group:artifact:version, with what distinguishes it. */
export interface MavenArtifact {
  group: string;
  artifact: string;
  version: string;
  classifier?: string;
  file: string;
  bytes: number;
  sha256: string;
}

function jar(coordinates: string, bytes: number, sha256: string, classifier?: string): MavenArtifact {
  const [group, artifact, version] = coordinates.split(':') as [string, string, string];
  const file = `${artifact}-${version}${classifier ? `-${classifier}` : ''}.jar`;
  return { group, artifact, version, ...(classifier && { classifier }), file, bytes, sha256 };
}

const asm = (artifact: string, bytes: number, sha256: string): MavenArtifact =>
  jar(`org.ow2.asm:${artifact}:7.3.1`, bytes, sha256);

/** CoreNLP with the models for SPICE's parser, and the JavaScript engine that Java lacks since version 15. */
export const mavenArtifacts: readonly MavenArtifact[] = [
  jar(
    'edu.stanford.nlp:stanford-corenlp:3.6.0',
    7_270_741,
    'd341d5863276f55782c5ef73212222d6b3b48e02ae1951ab6de7618d28b12742',
  ),
  jar(
    'edu.stanford.nlp:stanford-corenlp:3.6.0',
    378_116_526,
    'd285157bd7887ee3018094b5dbae092e49088b023361ccdb550ee1daf9b2c9bd',
    'models',
  ),
  jar(
    'org.openjdk.nashorn:nashorn-core:15.4',
    2_167_292,
    '6f816e84dfd63a81d4eaa7829c08337bbaff3ec683ff3bf6bbd90d017a00dc6f',
  ),
  asm('asm', 121_836, '2f67e11ceec819ebd88ddee5300aba699b1cbab2e20c22e97cf027d3be93959b'),
  asm('asm-analysis', 33_446, '46b8a8efd4b94facb5ab4b35afe30ee0546ae7a43d2c64e6def56c2f168fefa5'),
  asm('asm-commons', 71_548, '87cd8bb3c6bf6bcbb33fca48060c5065f66ebf6a3d7de9bf18bff51bcf156ebc'),
  asm('asm-tree', 52_826, 'f91a4a8aa868c5c4665bb4fd134019a91f9f8b9216527fba295e3c8b5422b78b'),
  asm('asm-util', 84_817, '182128592742ed4883ac82bf205f137b6bfbe1234c68e6feb13759e75a85b729'),
];
