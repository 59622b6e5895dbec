"""Mixes with Scaper through soxbindings, one soundscape a clip, with its JAMS beside it."""
import functools

import scaper

from common import FRAMES, RATE, file_hash, work


@functools.cache
def scaper_of(sources):
    """One for all clips, so that it lists the folders of sources once."""
    made = scaper.Scaper(FRAMES / RATE, str(sources / "events"), str(sources / "bases"), random_state=42)
    made.sr, made.n_channels, made.ref_db = RATE, 1, -26
    return made


def render(triple, sources, out):
    for part, event in (("x", None), ("a", triple["a"]), ("b", triple["b"])):
        soundscape = scaper_of(sources)
        soundscape.reset_bg_event_spec()
        soundscape.reset_fg_event_spec()
        base = str(sources / triple["base"]["file"])
        soundscape.add_background(("const", "base"), ("const", base), ("const", 0))
        if event:
            soundscape.add_event(
                label=("const", event["type"]),
                source_file=("const", str(sources / event["file"])),
                source_time=("const", 0),
                event_time=("const", triple["onset"] / RATE),
                event_duration=("const", event["frames"] / RATE),
                snr=("const", event["toBaseDb"]),
                pitch_shift=None,
                time_stretch=None,
            )
        name = f"{triple['id']}.{part}"
        path = out / f"{name}.wav"
        soundscape.generate(str(path), str(out / f"{name}.jams"), fix_clipping=True, disable_instantiation_warnings=True)
        placed = event and {"id": event["id"], "onset": triple["onset"], "frames": event["frames"]}
        yield {"clip": name, "file": path.name, "sha256": file_hash(path), "triple": triple["id"], "event": placed}


work(render)
