/*
 * The life of a lease, all states: calls of three sessions want one of two providers, in three slots.
 *
 *   idle → queued → granted → sent → streaming → leaving → idle
 *
 * A call may be cancelled, time out, be repeated by its client, die without a word, turn deaf past its
 * deadline, or its release may get lost, come twice or come late; limits shrink and grow, a semaphore drifts,
 * the auditor looks whenever it likes. The controller takes one event at a time, as it does in the daemon; who
 * of those that may be served is served is left open, so that each order is covered. A restart is the first
 * state again.
 *
 * Checked after every event: see check(), grant() and recover(). One handle names its lease by slot and call:
 * that stands for the generation of the real one.
 *
 * -DCALLS=n sets the calls (call c belongs to session c % 3), -DNO_DRIFT keeps the semaphores right, -DFIXED_LIMITS
 * the limits as they are.
 * -DMUTANT_… puts a fault in that must be found.
 */
#ifndef CALLS
#define CALLS 3
#endif
#define SESSIONS 3
#ifndef SESSION_LIMIT
#define SESSION_LIMIT 1
#endif
#define SLOTS 3
#define POOLS (3 + SESSIONS)
#define NONE CALLS

#define GLOBAL 0
#define ProviderPool(c) (1 + provider[c])
#define SessionPool(c) (3 + (c) % SESSIONS)

/* Phases of a call. */
#define IDLE 0
#define QUEUED 1
#define GRANTED 2
#define SENT 3
#define STREAMING 4
#define LEAVING 5 /* its release is on the way */
#define LOST 6    /* gone, without a release, or with one that may come late */

#define running(c) (phase[c] == GRANTED || phase[c] == SENT || phase[c] == STREAMING)

byte phase[CALLS];
bit provider[CALLS];
byte slot[CALLS];  /* its handle */
bit overdue[CALLS]; /* past its deadline and grace, and deaf */
bit asked[CALLS];   /* to end, by an audit */

byte owner[SLOTS]; /* the ledger: the call of each lease, or NONE */
byte held[POOLS];

byte capacity[POOLS]; /* the pools */
byte available[POOLS];
byte debt[POOLS];

bit drifted; /* a semaphore may be wrong until the next audit */

byte i;
byte n;
byte spare;

#define room(p) (available[p] > 0 && held[p] < capacity[p])
#define mayRun(c) \
    (phase[c] == QUEUED && room(GLOBAL) && room(ProviderPool(c)) && room(SessionPool(c)))

inline reconcile(p)
{
    available[p] = (capacity[p] > held[p] -> capacity[p] - held[p] : 0);
    debt[p] = (held[p] > capacity[p] -> held[p] - capacity[p] : 0);
}

#define agrees(p) (available[p] + held[p] == capacity[p] + debt[p])

inline mend(p)
{
    if
    :: !agrees(p) -> reconcile(p)
    :: else
    fi
}

inline takeOne(p)
{
    available[p]--;
    held[p]++;
    assert(held[p] <= capacity[p]); /* no grant above a limit, whatever a semaphore says */
    mend(p);
}

inline putBack(p)
{
    if
    :: debt[p] > 0 -> debt[p]--
    :: else -> available[p]++
    fi
}

inline giveOne(p)
{
    held[p]--;
    putBack(p);
    mend(p);
}

inline grant(c)
{
    d_step {
        spare = 0;
        do
        :: spare < SLOTS && owner[spare] != NONE -> spare++
        :: else -> break
        od;
        assert(spare < SLOTS);
        owner[spare] = c;
        slot[c] = spare;
        takeOne(GLOBAL);
        takeOne(ProviderPool(c));
        takeOne(SessionPool(c));
        phase[c] = GRANTED;
        spare = 0;
    }
}

/* The permits of the lease in slot s, whose call is c. */
inline closeLease(s, c)
{
    owner[s] = NONE;
    giveOne(GLOBAL);
    giveOne(ProviderPool(c));
    giveOne(SessionPool(c));
}

inline release(c)
{
    d_step {
        if
        :: owner[slot[c]] == c -> closeLease(slot[c], c)
        :: else ->
#ifdef MUTANT_RELEASE_AFTER_RECLAIM
            /* The slot is trusted, not the name: whoever has it now loses it. */
            if
            :: owner[slot[c]] != NONE -> n = owner[slot[c]]; closeLease(slot[c], n); n = 0
            :: else
            fi
#elif defined(MUTANT_DOUBLE_RELEASE)
            putBack(GLOBAL); putBack(ProviderPool(c)); putBack(SessionPool(c))
#else
            skip /* released or recovered before: nothing happens */
#endif
        fi;
    }
}

/* The call has ended for good: its next life starts from nothing. */
inline forget(c)
{
    phase[c] = IDLE;
    provider[c] = 0;
    slot[c] = 0;
    overdue[c] = 0;
    asked[c] = 0;
}

inline endRun(c, to)
{
    phase[c] = to;
    overdue[c] = 0;
    asked[c] = 0;
}

inline recover(s)
{
    n = owner[s];
    assert(phase[n] == LOST || (overdue[n] && asked[n])); /* never a healthy one */
    closeLease(s, n);
    endRun(n, LOST); /* what a deaf one sends now comes late */
    provider[n] = 0;
}

inline audit()
{
    d_step {
        i = 0;
        do
        :: i < POOLS -> mend(i); i++
        :: else -> break
        od;
        drifted = 0;
        i = 0;
        do
        :: i < SLOTS && owner[i] == NONE -> i++
        :: i < SLOTS && owner[i] != NONE ->
            if
#ifdef MUTANT_RECOVER_BUSY
            :: true -> recover(i) /* "a slot in use is a leaked slot" */
#else
            :: phase[owner[i]] == LOST -> recover(i)
            :: phase[owner[i]] != LOST && overdue[owner[i]] && asked[owner[i]] -> recover(i)
            :: phase[owner[i]] != LOST && overdue[owner[i]] && !asked[owner[i]] -> asked[owner[i]] = 1
            :: else
#endif
            fi;
            i++
        :: else -> break
        od;
        i = 0;
        n = 0;
    }
}

inline setCapacity(p, to)
{
    d_step {
        if
        :: to >= capacity[p] ->
            n = to - capacity[p];
            capacity[p] = to;
            if
            :: debt[p] >= n -> debt[p] = debt[p] - n
            :: else -> available[p] = available[p] + n - debt[p]; debt[p] = 0
            fi
        :: else ->
            n = capacity[p] - to;
            capacity[p] = to;
            if
            :: available[p] >= n -> available[p] = available[p] - n
            :: else ->
#ifndef MUTANT_SHRINK_WITHOUT_DEBT
                debt[p] = debt[p] + n - available[p];
#endif
                available[p] = 0
            fi
        fi;
        n = 0;
    }
}

/* Whoever may be served, in any order, until nobody may. */
#if CALLS > 2
#define SERVE_THIRD :: mayRun(2) -> grant(2)
#else
#define SERVE_THIRD
#endif
#if CALLS > 3
#define SERVE_FOURTH :: mayRun(3) -> grant(3)
#else
#define SERVE_FOURTH
#endif

inline dispatch()
{
    do
    :: mayRun(0) -> grant(0)
    :: mayRun(1) -> grant(1)
    SERVE_THIRD
    SERVE_FOURTH
    :: else -> break
    od
}

inline arrived(c)
{
    phase[c] = QUEUED;
#ifdef MUTANT_PARTIAL_ACQUIRE
    /* Takes the global permit and waits for the provider's with it. */
    if
    :: room(GLOBAL) && !room(ProviderPool(c)) -> available[GLOBAL]--; held[GLOBAL]++
    :: else
    fi
#endif
}

/* The client sends the same request again. */
inline repeated(c)
{
#ifdef MUTANT_REPEAT_TAKES_A_SLOT
    if
    :: running(c) && room(GLOBAL) && room(ProviderPool(c)) && room(SessionPool(c)) -> grant(c)
    :: else
    fi
#else
    skip /* it attaches to the one that is there */
#endif
}

inline check()
{
    d_step {
        /* The books: held is what the leases say, in each kind of pool as many. */
        n = 0;
        i = 0;
        do
        :: i < SLOTS -> n = n + (owner[i] == NONE -> 0 : 1); i++
        :: else -> break
        od;
        assert(held[GLOBAL] == n);
        assert(held[1] + held[2] == n); /* all permits of a call, or none */
        assert(held[3] + held[4] + held[5] == n);
        i = 0;
        do
        :: i < POOLS ->
            assert(drifted || agrees(i)); /* available + held − debt = capacity */
            assert(drifted || debt[i] == (held[i] > capacity[i] -> held[i] - capacity[i] : 0));
            i++
        :: else -> break
        od;
        i = 0;
        do
        :: i < CALLS ->
            /* Who runs has a lease of its own; who waits has none; nobody waits beside a free slot. */
            assert(!running(i) || owner[slot[i]] == i);
            assert(phase[i] != QUEUED || (owner[0] != i && owner[1] != i && owner[2] != i));
            assert(drifted || !mayRun(i));
            assert((owner[0] == i -> 1 : 0) + (owner[1] == i -> 1 : 0) + (owner[2] == i -> 1 : 0) <= 1);
            i++
        :: else -> break
        od;
        i = 0;
        n = 0;
    }
}

active proctype controller()
{
    byte c;
    d_step {
        i = 0;
        do
        :: i < SLOTS -> owner[i] = NONE; i++
        :: else -> break
        od;
        capacity[GLOBAL] = 3;
        capacity[1] = 2;
        capacity[2] = 2;
        i = 3;
        do
        :: i < POOLS -> capacity[i] = SESSION_LIMIT; i++
        :: else -> break
        od;
        i = 0;
        do
        :: i < POOLS -> available[i] = capacity[i]; i++
        :: else -> break
        od;
        i = 0;
    }
    do
    :: atomic {
        if
        :: c = 0
        :: c = 1
#if CALLS > 2
        :: c = 2
#endif
#if CALLS > 3
        :: c = 3
#endif
        fi;
        if
        :: phase[c] == IDLE -> provider[c] = 0; arrived(c)
        :: phase[c] == IDLE -> provider[c] = 1; arrived(c)
        :: phase[c] == QUEUED || running(c) -> repeated(c)
        :: phase[c] == QUEUED -> forget(c) /* cancelled, or timed out */
        :: phase[c] == GRANTED -> phase[c] = SENT
        :: phase[c] == SENT -> phase[c] = STREAMING
        :: running(c) && !overdue[c] -> overdue[c] = 1
        :: running(c) -> endRun(c, LEAVING) /* answered, cancelled, timed out */
        :: running(c) -> endRun(c, LOST) /* crashed */
        :: phase[c] == LEAVING -> phase[c] = LOST /* the release is dropped */
        :: phase[c] == LEAVING -> release(c); forget(c)
        :: phase[c] == LEAVING -> release(c); release(c); forget(c)
        :: phase[c] == LEAVING -> release(c); dispatch(); release(c); forget(c)
        :: phase[c] == LOST -> release(c); forget(c) /* it comes late */
        :: phase[c] == LOST && owner[slot[c]] != c -> forget(c) /* it never comes */
        :: c == 0 -> audit()
#ifndef FIXED_LIMITS
        :: c == 0 -> setCapacity(GLOBAL, (capacity[GLOBAL] == 3 -> 1 : 3))
        :: c == 0 -> setCapacity(1, (capacity[1] == 2 -> 1 : 2))
        :: c == 0 -> setCapacity(2, (capacity[2] == 2 -> 0 : 2))
#endif
#ifndef NO_DRIFT
        :: c == 0 && !drifted && available[GLOBAL] > 0 -> available[GLOBAL]--; drifted = 1
        :: c == 0 && !drifted -> available[GLOBAL]++; drifted = 1
        :: c == 0 && !drifted -> available[1]++; drifted = 1
#endif
        fi;
        dispatch();
        check();
        c = 0
    }
    od
}
