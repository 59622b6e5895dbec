"""Mixes with audiomentations' AddShortNoises, which alone can put one sound at a given time; its drawing of chances is left out."""
import functools

import numpy as np
import soundfile
from audiomentations import AddShortNoises
from audiomentations.core.audio_loading_utils import load_sound_file

from common import FRAMES, RATE, common_scale, file_hash, work

FADE = 0.01


@functools.cache
def transform_of(sources):
    """One for all clips. Of the noise only what is not silent counts as its level."""
    return AddShortNoises(sources / "events", include_silence_in_noise_rms_estimation=False, p=1)


def render(triple, sources, out):
    base, _ = load_sound_file(sources / triple["base"]["file"], RATE)
    onset = triple["onset"]
    clips, placed = [base], [None]
    for event in (triple["a"], triple["b"]):
        transform = transform_of(sources)
        sound = {
            "file_path": str(sources / event["file"]),
            "start": (onset + 0.5) / RATE,
            "end": (onset + event["frames"]) / RATE,
            "snr_db": -event["toBaseDb"],
            "rms_db": 0,
            "fade_in_time": FADE,
            "fade_out_time": FADE,
        }
        transform.parameters = {"should_apply": True, "sounds": [sound]}
        transform.freeze_parameters()
        clips.append(transform(base, RATE))
        placed.append({"id": event["id"], "onset": onset, "frames": event["frames"], "toBaseDb": event["toBaseDb"]})
    scale = common_scale(clips)
    for part, samples, event in zip("xab", clips, placed):
        name = f"{triple['id']}.{part}"
        path = out / f"{name}.wav"
        soundfile.write(path, np.round(samples * (scale * 32767)).astype(np.int16), RATE, subtype="PCM_16")
        common = {"clip": name, "file": path.name, "sha256": file_hash(path), "frames": len(samples), "scale": scale}
        yield {**common, "triple": triple["id"], "base": triple["base"]["id"], "event": event}


work(render)
