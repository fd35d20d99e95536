"""Whether a formula is TeX that every output can set, and which commands TeX knows.

The table holds what both MathJax (3 and 4, as loaded by default) and LaTeX with amsmath and amssymb know. Letters beyond
ASCII are accepted: MathJax sets them, and so do the Unicode engines that Sphinx uses for such text.
"""

from __future__ import annotations

import re
from typing import Final

GREEK: Final = frozenset(
    """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
    sigma varsigma tau upsilon phi varphi chi psi omega
    Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    """.split()
)
FUNCTIONS: Final = frozenset(
    """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log max min
    Pr sec sin sinh sup tan tanh
    """.split()
)
LARGE: Final = frozenset(
    """
    sum prod coprod int iint iiint oint bigcap bigcup bigoplus bigotimes bigodot bigvee bigwedge biguplus bigsqcup
    """.split()
)
RELATIONS: Final = frozenset(
    """
    leq geq le ge neq ne ll gg approx equiv sim simeq cong propto asymp doteq prec succ preceq succeq subset supset
    subseteq supseteq subsetneq in ni notin mid parallel perp models vdash dashv lesssim gtrsim leqslant geqslant
    triangleq ll gg nleq ngeq nmid
    """.split()
)
OPERATORS: Final = frozenset(
    """
    pm mp times div cdot cdotp ast star circ bullet cap cup uplus sqcap sqcup vee wedge land lor oplus ominus otimes
    oslash odot dagger ddagger setminus wr amalg bmod lnot neg
    """.split()
)
ARROWS: Final = frozenset(
    """
    to gets leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow longleftarrow longrightarrow
    Longleftarrow Longrightarrow longleftrightarrow Longleftrightarrow mapsto longmapsto hookrightarrow hookleftarrow
    uparrow downarrow updownarrow Uparrow Downarrow nearrow searrow swarrow nwarrow rightleftharpoons
    leftharpoonup rightharpoonup leadsto implies impliedby iff
    """.split()
)
SYMBOLS: Final = frozenset(
    """
    infty nabla partial forall exists nexists emptyset varnothing hbar ell Re Im aleph wp angle triangle prime top bot
    ldots cdots vdots ddots dots dotsc dotsb dotsm dotsi therefore because square Box blacksquare checkmark degree
    backslash surd clubsuit flat sharp natural imath jmath complement
    lbrace rbrace langle rangle lfloor rfloor lceil rceil vert Vert lvert rvert lVert rVert lbrack rbrack
    colon
    """.split()
) - {"degree"}
SPACING: Final = frozenset(
    """
    quad qquad thinspace medspace thickspace negthinspace enspace displaystyle textstyle scriptstyle
    scriptscriptstyle limits nolimits nonumber notag big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm
    Bigm biggm Biggm left right middle hline rm bf it cal mathstrut not allowbreak
    """.split()
)
ARGUMENTS: Final = {
    **dict.fromkeys(
        """
        sqrt hat widehat tilde widetilde bar overline underline vec dot ddot dddot check breve acute grave mathring
        overrightarrow overleftarrow overbrace underbrace mathbf mathbb mathcal mathfrak mathrm mathsf mathit mathtt
        mathscr boldsymbol text textbf textit textrm texttt textsf mbox operatorname phantom hphantom vphantom boxed
        pmod substack mathop mathbin mathrel mathord bm tag xrightarrow xleftarrow begin end pod emph hspace
        """.split(),
        1,
    ),
    **dict.fromkeys("frac dfrac tfrac cfrac binom dbinom tbinom overset underset stackrel".split(), 2),
}
"""How many arguments a command takes; the other commands take none."""
COMMANDS: Final = (
    GREEK | FUNCTIONS | LARGE | RELATIONS | OPERATORS | ARROWS | SYMBOLS | SPACING | frozenset(ARGUMENTS)
) - {"bm", "emph"}
"""Names of all commands that every output knows."""


def fault(formula: str) -> str | None:
    """Return why a formula is not valid TeX, or ``None`` if it is.

    Args:
        formula: the text between the dollar signs.
    """
    depth = 0
    for char in formula:
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return "a closing brace without an opening one"
    return "an opening brace without a closing one" if depth else None
