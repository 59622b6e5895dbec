"""Scores items, a JSON list on one line of standard input, with pycocoevalcap; prints what it cost, with its Java processes, and the values, as JSON."""
import contextlib
import json
import resource
import sys
import time

from pycocoevalcap.bleu.bleu import Bleu
from pycocoevalcap.cider.cider import Cider
from pycocoevalcap.meteor.meteor import Meteor
from pycocoevalcap.rouge.rouge import Rouge
from pycocoevalcap.tokenizer.ptbtokenizer import PTBTokenizer


def cpu() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


items = json.loads(sys.stdin.readline())
before, started = cpu(), time.time()
values = {}
with contextlib.redirect_stdout(sys.stderr):
    tokenizer = PTBTokenizer()
    references = tokenizer.tokenize({i: [{"caption": r} for r in item["references"]] for i, item in enumerate(items)})
    candidates = tokenizer.tokenize({i: [{"caption": item["candidate"]}] for i, item in enumerate(items)})
    values["bleu_1"], values["bleu_2"], values["bleu_3"], values["bleu_4"] = Bleu(4).compute_score(references, candidates)[0]
    values["rouge_l"] = float(Rouge().compute_score(references, candidates)[0])
    values["cider_d"] = float(Cider().compute_score(references, candidates)[0])
    meteor = Meteor()
    values["meteor"] = meteor.compute_score(references, candidates)[0]
    meteor.meteor_p.stdin.close()
    meteor.meteor_p.wait()
print(json.dumps({"cpu": cpu() - before, "seconds": time.time() - started, "values": values}))
