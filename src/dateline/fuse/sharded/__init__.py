"""Fusing in slices: what is too much for one memory, or for one processor, with the same result.

The steps; each but the driver's own may run anywhere, and what goes in and comes out can be pickled:

1. `fuse.cards.card_of`, article by article: all that it is compared by.
2. `survey_of` some cards at a time; the driver puts the surveys together (`Survey.joined`).
3. `plan_slices`, by the driver: slices of time, and of region where too much happened in one time.
4. `compare`: whom the members of a slice meet, and which articles of other slices that takes: the overlap.
5. `fuse_slice`: the groups of a slice, and the links that lead out of it: its seams.
6. `regions_of`, by the driver: the groups around the seams, in regions that no link joins. `settle`: those of a region,
   grouped again with what does not stay apart from them. `merge_slices`, by the driver: all of it put together.
7. `Merged.portion`, by the driver, and `fuse.whole.assemble`: incidents whole, some at a time.

Why the result is that of one piece: who meets whom depends on who stands between them under a key, and the plan knows
all that stand there. What happens inside a group depends on its members alone, as long as no other group joins it. So
groups any two of which stay apart when they are grouped together are the groups of the whole: before the first time
that members of two of them were joined, the whole would have gone as these two alone go, where it does not happen.
"""
