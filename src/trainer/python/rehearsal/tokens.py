"""Tokens of rows: those that swift writes and compares with max_length, and those that the language model sees.

ms-swift writes one token per clip; the model replaces it by one for each 40 ms of the clip.
"""

import json
import os

import numpy
import soundfile

# rows of a file that ms-swift also encodes itself, to check the arithmetic
CHECKED = 4
# rows that are listed by line
LISTED = 20
# texts that are tokenised at once
BATCH = 2000


def count_rows(rows, template, progress):
    """The counts of a JSONL file of rows. `rows`: `RowsFile` of src/trainer/rehearsal/rows.ts. `template`: ms-swift's, with the processor."""
    template.set_mode("train" if rows["answered"] else "transformers")
    sounds, found = Sounds(template.processor.feature_extractor), Counts(rows["maxLength"])
    around = {}
    with open(rows["file"], encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            row = json.loads(line)
            try:
                audio = [sounds.tokens(path) for path in row["audios"]]
            except Exception as error:
                found.unreadable.append({**place(number, row), "message": str(error)})
                continue
            if any(sounds.is_cut(path) for path in row["audios"]):
                found.cut.append(place(number, row))
            if len(audio) not in around:
                around[len(audio)] = texts_around(template, row)
            found.add(number, row, text_of(row, around[len(audio)]), audio)
    for start in range(0, len(found.texts), BATCH):
        progress(start, len(found.texts), f"tokens of {rows['name']}")
        found.written += [len(ids) for ids in template.tokenizer(found.texts[start : start + BATCH]).input_ids]
    return {**found.summary(), "checked": check(template, sounds, found)}


class Counts:
    """What is found about the rows of one file."""

    def __init__(self, limit):
        self.limit = limit
        self.rows, self.texts, self.written, self.audio = [], [], [], []
        self.unreadable, self.cut = [], []

    def add(self, number, row, text, audio):
        self.rows.append((number, row))
        self.texts.append(text)
        self.audio.append(audio)

    @property
    def seen(self):
        return [text + sum(audio) - len(audio) for text, audio in zip(self.written, self.audio)]

    def summary(self):
        over = [at for at, tokens in enumerate(self.written) if self.limit is not None and tokens > self.limit]
        return {
            "rows": len(self.rows) + len(self.unreadable),
            "unreadable": self.unreadable[:LISTED],
            "unreadableRows": len(self.unreadable),
            "cut": self.cut[:LISTED],
            "cutRows": len(self.cut),
            "over": [{**place(*self.rows[at]), "tokens": self.written[at]} for at in over[:LISTED]],
            "overRows": len(over),
            "written": spread(self.written),
            "seen": spread(self.seen),
            "clips": max((len(audio) for audio in self.audio), default=0),
        }


class Sounds:
    """Audio tokens by file, from its header: samples after resampling, frames of the features, and two halvings in the encoder."""

    def __init__(self, features):
        self.rate, self.hop, self.longest = features.sampling_rate, features.hop_length, features.n_samples
        self.known = {}

    def samples(self, path):
        if path not in self.known:
            if not os.path.exists(path):
                raise FileNotFoundError(f"{path} does not exist")
            facts = soundfile.info(path)
            self.known[path] = int(numpy.ceil(facts.frames * (float(self.rate) / facts.samplerate)))  # as librosa.resample
        return self.known[path]

    def is_cut(self, path):
        return self.samples(path) > self.longest

    def tokens(self, path):
        frames = -(-min(self.samples(path), self.longest) // self.hop)
        tokens = encoder_tokens(frames)
        if tokens < 1:
            raise ValueError(f"{path} is too short: {self.samples(path)} samples at {self.rate} Hz give no token")
        return tokens


def encoder_tokens(frames):
    """A convolution of stride 2, then an average over two frames, as in Qwen2AudioEncoder."""
    return ((frames - 1) // 2 + 1 - 2) // 2 + 1


def texts_around(template, row):
    """What ms-swift writes before the question, after it, and after the answer, if there is one."""
    text = template.tokenizer.decode(encoded(template, row)["input_ids"])
    question, answer = words_of(row)
    before, found, rest = text.partition(question + "<|im_end|>")
    between, answered, after = rest.partition(answer + "<|im_end|>") if answer else (rest, True, "")
    if not found or not answered:
        raise ValueError(f"ms-swift writes question and answer otherwise than they are: {text}")
    return before, "<|im_end|>" + between, "<|im_end|>" + after if answer else ""


def text_of(row, around):
    (before, between, after), (question, answer) = around, words_of(row)
    return before + question + between + answer + after


def words_of(row):
    question = row["messages"][0]["content"].replace("<audio>", "")
    return question, row["messages"][1]["content"] if len(row["messages"]) > 1 else ""


def encoded(template, row):
    """As `swift` encodes a row, without its limit of length."""
    limit, template.max_length = template.max_length, None
    try:
        return template.encode({"messages": row["messages"], "audios": row["audios"]})
    finally:
        template.max_length = limit


def check(template, sounds, found):
    """Some rows encoded by ms-swift: the longest ones, and those whose clips end farthest inside a frame."""
    if not found.rows:
        return []
    inside = [max((sounds.samples(path) % sounds.hop for path in row["audios"]), default=0) for _, row in found.rows]
    longest = [int(numpy.argmax(found.written)), int(numpy.argmax(found.seen))]
    chosen = dict.fromkeys([*longest, *(int(at) for at in numpy.argsort(inside)[::-1][:CHECKED])])
    return [compared(template, found, at) for at in list(chosen)[:CHECKED]]


def compared(template, found, at):
    line, row = found.rows[at]
    result = encoded(template, row)
    written = len(result["input_ids"])
    frames = result["feature_attention_mask"].sum(-1).tolist() if row["audios"] else []
    seen = written + sum(encoder_tokens(count) - 1 for count in frames)
    return {"line": line, "counted": [found.written[at], found.seen[at]], "encoded": [written, seen]}


def place(number, row):
    return {"line": number, "label": row.get("label")}


def spread(counts):
    if not counts:
        return None
    return {"least": min(counts), "median": int(numpy.median(counts)), "most": max(counts)}
