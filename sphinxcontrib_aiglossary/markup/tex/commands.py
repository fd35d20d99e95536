"""The commands that TeX knows, for the check of formulas and for the repair of lost backslashes.

The tables hold what both MathJax (3 and 4, as loaded by default) and LaTeX with amsmath and amssymb know.
"""

from __future__ import annotations

from typing import Final


def names(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())


GREEK: Final = names(
    """
    alpha beta chi Delta delta epsilon eta gamma Gamma iota kappa lambda Lambda mu nu Omega omega phi Phi Pi
    pi Psi psi rho sigma Sigma tau theta Theta upsilon Upsilon varepsilon varphi varpi varrho varsigma
    vartheta Xi xi zeta
    """
)
FUNCTIONS: Final = names(
    """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln log
    max min Pr sec sin sinh sup tan tanh
    """
)
LARGE: Final = names(
    """
    bigcap bigcup bigodot bigoplus bigotimes bigsqcup biguplus bigvee bigwedge coprod iiint iint int oint prod
    sum
    """
)
RELATIONS: Final = names(
    """
    approx asymp cong dashv doteq equiv ge geq geqslant gg gtrsim in le leq leqslant lesssim ll mid models ne
    neq ngeq ni nleq nmid notin parallel perp prec preceq propto sim simeq subset subseteq subsetneq succ
    succeq supset supseteq triangleq vdash
    """
)
OPERATORS: Final = names(
    """
    amalg ast bmod bullet cap cdot cdotp circ cup dagger ddagger div land lnot lor mp neg odot ominus oplus
    oslash otimes pm setminus sqcap sqcup star times uplus vee wedge wr
    """
)
ARROWS: Final = names(
    """
    Downarrow downarrow gets hookleftarrow hookrightarrow iff impliedby implies leadsto Leftarrow leftarrow
    leftharpoonup Leftrightarrow leftrightarrow Longleftarrow longleftarrow Longleftrightarrow
    longleftrightarrow longmapsto longrightarrow Longrightarrow mapsto nearrow nwarrow rightarrow Rightarrow
    rightharpoonup rightleftharpoons searrow swarrow to uparrow Uparrow updownarrow
    """
)
SYMBOLS: Final = names(
    """
    aleph angle backslash because blacksquare bot Box cdots checkmark clubsuit colon complement ddots dots
    dotsb dotsc dotsi dotsm ell emptyset exists flat forall hbar Im imath infty jmath langle lbrace lbrack
    lceil ldots lfloor lvert lVert nabla natural nexists partial prime rangle rbrace rbrack rceil Re rfloor
    rvert rVert sharp square surd therefore top triangle varnothing vdots vert Vert wp
    """
)
SPACING: Final = names(
    """
    bf big Big bigg Bigg Biggl biggl Biggm biggm biggr Biggr Bigl bigl bigm Bigm Bigr bigr cal displaystyle
    enspace hline it left limits mathstrut middle negthinspace nolimits nonumber not notag qquad quad right rm
    scriptscriptstyle scriptstyle textstyle thinspace
    """
)
"""What takes no place of a symbol: spaces, styles, sizes."""
ARGUMENTS: Final = {
    **dict.fromkeys(
        names(
            """
    acute bar begin boldsymbol boxed breve check dddot ddot dot end grave hat hphantom hspace mathbb mathbf
    mathbin mathcal mathfrak mathit mathop mathord mathrel mathring mathrm mathsf mathtt mbox operatorname
    overbrace overleftarrow overline overrightarrow phantom pmod pod sqrt substack text textbf textit textrm
    textsf texttt tilde underbrace underline vec vphantom widehat widetilde xleftarrow xrightarrow
            """
        ),
        1,
    ),
    **dict.fromkeys(names("binom cfrac dbinom dfrac frac overset stackrel tbinom tfrac underset"), 2),
}
"""How many arguments a command takes; the other commands take none."""
COMPOUND: Final = (
    FUNCTIONS
    | LARGE
    | names(
        """
    bmod cdots colon cong ddots doteq dots dotsb dotsc dotsi dotsm iff impliedby implies ldots longrightarrow
    Longrightarrow mathstrut models notin vdots
        """
    )
)
"""What LaTeX builds of several symbols: it takes none of them as an operand or argument without braces."""
COMMANDS: Final = (
    GREEK | FUNCTIONS | LARGE | RELATIONS | OPERATORS | ARROWS | SYMBOLS | SPACING | frozenset(ARGUMENTS)
)
"""Names of all commands that every output knows."""
_MANY: Final = 50
"""Columns of a matrix that LaTeX is told to expect; by itself it takes ten."""
ALIGNED: Final = {
    **dict.fromkeys(
        names("aligned alignedat array matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix"), _MANY
    ),
    "cases": 2,
    "gathered": 1,
}
"""Environments that may stand inside a formula, with the columns that LaTeX gives them at most; ``array`` and
``alignedat`` say how many they have. Sphinx itself puts a formula of several lines into ``split``."""
