"""Files that are kept between builds: written in one step, and believed only while they are as they were written.

A cache may be damaged in any way: cut short, restored from another project, replaced by a folder. Whoever reads one gets
what was written into it or nothing, and what is no good is removed.
"""
