#ifndef CALLOCATIONCOUNTER_H
#define CALLOCATIONCOUNTER_H

/// How many times the calling thread has asked for memory so far. Stands in the way of `malloc` and
/// its kin in any program it is linked into, so that nothing asks unseen.
unsigned long allocation_count(void);

#endif
