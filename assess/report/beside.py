"""What a report says beside its own scheme: every other scheme, the region's ladder, the other edition, other factories."""

from __future__ import annotations

from datetime import date

from assess.planning.ladder import stand
from assess.planning.lens import editions, lens
from assess.report.build import Beside
from assess.scoring.evaluate import evaluate
from assess.scoring.peers import PeerStanding
from assess.scoring.result import Assessment
from assess.submission.model import Submission


def beside(
    assessment: Assessment, day: date, last: Submission | None = None, peers: PeerStanding | None = None
) -> Beside:
    """The same submission under every scheme of its rulebook; ``last`` is last year's, ``day`` the ladder's today."""
    submission, rulebook = assessment.submission, assessment.scheme.rulebook
    pair = editions(rulebook, assessment.scheme.id)
    return Beside(
        others=[evaluate(rulebook.scheme(name), submission, last) for name in rulebook.schemes],
        ladder=stand(rulebook, submission, day) if rulebook.ladders else None,
        lens=lens(*pair, submission, last) if pair is not None else None,
        peers=peers,
    )
