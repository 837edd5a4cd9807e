/* The life of one room at the gateway, as room.ts and door.ts of apps/gateway/src/rendezvous have it, with people
 * around it who come, knock, lose their connection, come back and go in any order.
 *
 *   seat    FREE --verdict--> ADMITTED --take--> TAKEN --connection lost--> GRACE --> FREE
 *                                                      <------ resume -----
 *   knock   QUEUED -> ASKED --offer--> OFFERED --answer--> ANSWERED --verdict--> ADMITTED --take--> TAKEN
 *                     ASKED --everybody away--> WAITING --somebody there--> ASKED
 *
 * What is exact: the phases, who may do what in each, the queue of each connection in either
 * direction, the order of seats, the handover of a knock, `replace`, the lock, a resume that
 * supersedes. What is abstract: a timer may fire at any moment at which it runs; cryptography is
 * ideal (a proof shows which password its maker has, and belongs to one run); a resume secret is
 * known to the seat's owner only; what members hear from each other, they hear at once.
 *
 * One number names a connection, the knock it makes and the seat it takes, for a person uses a new
 * connection for each try: id = person + N * how many connections that person had before.
 *
 * -DN=…      people                          -DCAP=…     seats
 * -DLIVES=…  connections a person may use    -DBUG=…     one of the seeded mistakes (models.spec.ts)
 * -DSPARE=…  such second connections in all
 * -DUNREAD=… notices that may wait for a person who is slow to read
 * -DQUIET    nobody shuts the door, and no room gets too old
 * -DENDING   at some moment people stop leaving, and the gateway may stop for good: does all come to rest?
 * -DTHIRD=…  person 2: FRIEND knows the password, STRANGER believes another to be the right one,
 *            HOSTILE keeps to nothing: sends MOVES requests of any kind about any knock or seat
 */
#define FRIEND 1
#define STRANGER 2
#define HOSTILE 3
#ifndef N
#define N 3
#endif
#ifndef CAP
#define CAP 2
#endif
#ifndef LIVES
#define LIVES 1
#endif
#ifndef SPARE
#define SPARE (N * (LIVES - 1))
#endif
#ifndef THIRD
#define THIRD HOSTILE
#endif
#ifndef MOVES
#define MOVES 3
#endif
#ifndef UNREAD
#define UNREAD 3
#endif
#ifndef BUG
#define BUG 0
#endif

#define IDS (N * LIVES)
#define NONE 255
#define ownerOf(id) ((id) % N)
#define isHostile(who) (N > 2 && THIRD == HOSTILE && (who) == 2)
/* Which password a person takes for the right one; the hostile one can prove none. */
#define passwordOf(who) (1 + ((who) == 2 && THIRD != FRIEND))

mtype:request = { open_, knock_, offer_, answer_, admit_, refuse_, take_, lock_, resume_, leave_ };
mtype:notice = { opened, numberTaken, knockRefused, knocked, offered, answered, answerRefused,
                 admitted, refused, gone, seated, takeRefused, resumeRefused, left };
mtype:place = { FREE, QUEUED, WAITING, ASKED, OFFERED, ANSWERED, ADMITTED, TAKEN, GRACE };
mtype:state = { IDLE, OPENING, KNOCKING, ANSWERING, TAKING, IN, AWAY, RESUMING };

/* To the gateway: what, on which connection, about which knock or seat, the proof, whom to replace.
   To a person: what, about which knock, the proof. A person has no more than two requests under
   way; the gateway never waits for anybody: who does not read loses the connection. */
chan up[N] = [2] of { mtype:request, byte, byte, byte, byte };
chan down[N] = [UNREAD] of { mtype:notice, byte, byte };
chan evil = [0] of { mtype:request, byte, byte, byte, byte };

/* The gateway's memory. */
bool exists;
mtype:place place[IDS];
byte socketOf[IDS];            /* of a TAKEN seat: its connection */
byte keeper[IDS];              /* of a knock that is ASKED, OFFERED or ANSWERED: whose turn it is */
byte askedAlready[IDS];        /* of a knock: set of the seats that were asked */
byte order[CAP + 1];           /* seats, the longest taken first */
byte seats;                    /* how many are TAKEN or in GRACE */
bool locked;
bool ignoresLock;              /* a gateway that says yes to `lock` and lets people knock all the same */
bool calm;                     /* from now on nobody who is in, or at the door, gives up of their own will */
bool mortal;                   /* a gateway that may stop for good at any moment */
bool dead;                     /* ... and has */
bool expired;                  /* a room ends for its age only once: enough to see what it does */

/* The people. */
mtype:state state[N];
byte conn[N];                  /* the connection as this person sees it */
byte lives[N];                 /* connections used so far */
byte spare = SPARE;            /* connections left beyond each person's first */
byte seatOf[N];                /* the seat that this person believes to have */
bool lost[IDS];                /* a connection that is down, which the gateway has not noticed yet */
bool doorShut;                 /* the members keep the door closed */

/* What nobody in the room sees: for the checks only. */
byte founder = NONE;
bool holderConfirmed[IDS];     /* a member has verified the knocker's proof, and said yes */
bool joinerConfirmed[IDS];     /* the knocker has verified the member's proof */
bool knockedLate[IDS];         /* the members' door was shut when this knock came */

hidden byte i, j, c, live_, taken_, admitted_, who, seatId, first, chosen;
hidden byte found, other;

#define maySay nfull(up[me])
#define isKnock(id) (place[id] != FREE && place[id] != TAKEN && place[id] != GRACE)
#define isLive(n) (CAP >= n && seats > n && place[order[(CAP >= n) * n]] == TAKEN)
#define somebodyLive (isLive(0) || isLive(1) || isLive(2))
#define unasked(n) (isLive(n) && !((askedAlready[id] >> order[(CAP >= n) * n]) & 1))
#define hasKeeper(id) (place[id] == ASKED || place[id] == OFFERED || place[id] == ANSWERED)

inline post(to, what, about, shown) {
  if
  :: conn[ownerOf(to)] != to || isHostile(ownerOf(to))                /* nobody reads it, or all of it */
  :: else ->
     who = ownerOf(to);
     if
     :: nfull(down[who]) -> down[who]!what(about, shown)
     :: full(down[who]) ->                                                  /* who does not read is cut */
        do :: len(down[who]) > 0 -> down[who]?_, _, _ :: else -> break od;
        lost[to] = true; conn[who] = NONE;
        if
        :: state[who] == IN || state[who] == RESUMING -> state[who] = AWAY
        :: else -> state[who] = IDLE; seatOf[who] = NONE
        fi
     fi
  fi
}

/* The TAKEN seat of this connection, in seatId. */
inline findSeat(its) {
  seatId = NONE; i = 0;
  do
  :: i < IDS -> if :: place[i] == TAKEN && socketOf[i] == its -> seatId = i :: else fi; i++
  :: else -> break
  od
}
/* Whether the connection sits in the room or stands at its door, in found. */
inline belongs(conn_) { findSeat(conn_); found = seatId != NONE || isKnock(conn_) }
inline countLive() {
  live_ = 0; i = 0;
  do :: i < IDS -> if :: place[i] == TAKEN -> live_++ :: else fi; i++ :: else -> break od
}
inline countAdmitted() {
  admitted_ = 0; i = 0;
  do :: i < IDS -> if :: place[i] == ADMITTED -> admitted_++ :: else fi; i++ :: else -> break od
}
/* The longest seated member who is there, in first; the first whom this knock has not asked, in other. */
inline findKeeper(forKnock) {
  first = NONE; chosen = NONE; i = 0;
  do
  :: i < seats ->
     if
     :: place[order[i]] == TAKEN ->
        if :: first == NONE -> first = order[i] :: else fi;
        if :: chosen == NONE && !((askedAlready[forKnock] >> order[i]) & 1) -> chosen = order[i] :: else fi
     :: else
     fi;
     i++
  :: else -> break
  od;
  other = chosen != NONE
}
inline ask(asking) {
  findKeeper(asking);
  if :: !other -> chosen = first :: else fi;
  if
  :: chosen != NONE ->
     askedAlready[asking] = askedAlready[asking] | (1 << chosen);
     place[asking] = ASKED; keeper[asking] = chosen;
     post(socketOf[chosen], knocked, asking, 0)
  :: else
  fi
}
inline askAgain() {
  j = 0;
  do :: j < IDS -> if :: place[j] == WAITING -> ask(j) :: else fi; j++ :: else -> break od
}
inline clear(cleared) {
  place[cleared] = FREE; keeper[cleared] = NONE; socketOf[cleared] = NONE; askedAlready[cleared] = 0;
  holderConfirmed[cleared] = false; joinerConfirmed[cleared] = false; knockedLate[cleared] = false
}
inline endKnock(ended, why) { clear(ended); post(ended, why, ended, 0) }
inline sit(sitting, on) { place[sitting] = TAKEN; socketOf[sitting] = on; keeper[sitting] = NONE; askedAlready[sitting] = 0 }
inline push(newest) { assert(seats < CAP + 1); order[seats] = newest; seats++ }

/* TAKEN -> GRACE. A run that this member has begun nobody else can go on with. */
inline setAside(aside) {
  place[aside] = GRACE; socketOf[aside] = NONE;
#if BUG != 9
  j = 0;
  do
  :: j < IDS ->
     if
     :: hasKeeper(j) && keeper[j] == aside ->
        if
        :: place[j] == ASKED -> place[j] = WAITING; keeper[j] = NONE
        :: else -> endKnock(j, gone)
        fi
     :: else
     fi;
     j++
  :: else -> break
  od
#endif
}
inline closeRoom() {
  j = 0;
  do
  :: j < IDS ->
     if
     :: isKnock(j) -> endKnock(j, gone)
     :: place[j] == TAKEN -> post(socketOf[j], left, j, 0); clear(j)
     :: place[j] == GRACE -> clear(j)
     :: else
     fi;
     j++
  :: else -> break
  od;
  j = 0; do :: j < CAP + 1 -> order[j] = NONE; j++ :: else -> break od;
  seats = 0
}
inline forget() { exists = false; locked = false; founder = NONE; doorShut = false }
inline forgetIfEmpty() { if :: seats == 0 -> forget() :: else fi }
inline free(freed) {
  if :: place[freed] == TAKEN -> setAside(freed) :: else fi;
  i = 0; do :: order[i] != freed -> i++ :: else -> break od;
  do :: i < seats - 1 -> order[i] = order[i + 1]; i++ :: else -> break od;
  seats--; order[seats] = NONE;
  clear(freed);
  if :: seats == 0 -> closeRoom() :: else -> askAgain() fi
}
/* What a lost connection has still under way reaches nobody once the gateway has noticed. */
inline purge(dying) {
  do
  :: up[ownerOf(dying)]?[open_, eval(dying), _, _, _] || up[ownerOf(dying)]?[knock_, eval(dying), _, _, _] ||
     up[ownerOf(dying)]?[offer_, eval(dying), _, _, _] || up[ownerOf(dying)]?[answer_, eval(dying), _, _, _] ||
     up[ownerOf(dying)]?[admit_, eval(dying), _, _, _] || up[ownerOf(dying)]?[refuse_, eval(dying), _, _, _] ||
     up[ownerOf(dying)]?[take_, eval(dying), _, _, _] || up[ownerOf(dying)]?[lock_, eval(dying), _, _, _] ||
     up[ownerOf(dying)]?[resume_, eval(dying), _, _, _] || up[ownerOf(dying)]?[leave_, eval(dying), _, _, _] ->
     up[ownerOf(dying)]?_, _, _, _, _
  :: else -> break
  od
}

inline handle() {
  if
  :: m == open_ ->
     belongs(s);
     if
     :: found -> skip
     :: !found && exists -> post(s, numberTaken, s, 0)
     :: !found && !exists ->
        exists = true; founder = s; clear(s); sit(s, s); push(s); post(s, opened, s, 0)
     fi
  :: m == knock_ ->
     belongs(s); countLive();
     if
     :: found || !exists || place[s] != FREE || locked || live_ >= CAP ->
        post(s, knockRefused, s, 0)
     :: else ->
        clear(s); place[s] = QUEUED; knockedLate[s] = doorShut
     fi
  :: m == offer_ ->
     findSeat(s);
     if
     :: place[k] == ASKED && keeper[k] == seatId -> place[k] = OFFERED; post(k, offered, k, 0)
     :: else
     fi
  :: m == answer_ ->
     if
     :: place[k] == OFFERED && k == s ->
        place[k] = ANSWERED; post(socketOf[keeper[k]], answered, k, proof)
     :: else -> post(s, answerRefused, k, 0)
     fi
  :: m == refuse_ ->
     findSeat(s);
     if :: hasKeeper(k) && keeper[k] == seatId -> endKnock(k, refused) :: else fi
  :: m == admit_ ->
     findSeat(s);
     if
#if BUG == 4
     :: place[k] == ANSWERED ->
#else
     :: place[k] == ANSWERED && keeper[k] == seatId ->
#endif
        if
#if BUG == 6
        :: r != NONE && (place[r] == GRACE || place[r] == TAKEN) && r != seatId -> free(r)
#else
        :: r != NONE && place[r] == GRACE -> free(r)
#endif
        :: else
        fi;
        countAdmitted();
#if BUG == 7
        admitted_ = 0;
#endif
        if
#if BUG == 2
        :: seats + admitted_ > CAP -> endKnock(k, refused)
#else
        :: seats + admitted_ >= CAP -> endKnock(k, refused)
#endif
        :: else ->
           place[k] = ADMITTED; keeper[k] = NONE; askedAlready[k] = 0; post(k, admitted, k, proof)
        fi
     :: else
     fi
  :: m == take_ ->
     if
#if BUG == 1
     :: (place[k] == ADMITTED || place[k] == ANSWERED) && k == s ->
#elif BUG == 5
     :: place[k] == ADMITTED ->
#else
     :: place[k] == ADMITTED && k == s ->
#endif
        sit(k, s); push(k); post(s, seated, k, 0);
#if BUG != 8
        askAgain()
#endif
     :: else -> post(s, takeRefused, k, 0)
     fi
  :: m == lock_ ->
     findSeat(s); findKeeper(s);
     if
     :: seatId != NONE && seatId == first && !ignoresLock ->
        locked = true; j = 0;
        do :: j < IDS -> if :: place[j] == QUEUED -> endKnock(j, gone) :: else fi; j++ :: else -> break od
     :: else
     fi
  :: m == resume_ ->
     belongs(s);
     if
#if BUG == 10
     :: !found && (place[k] == TAKEN || place[k] == GRACE) ->
#else
     :: !found && (place[k] == TAKEN || place[k] == GRACE) && ownerOf(k) == ownerOf(s) ->
#endif
        if
        :: place[k] == TAKEN ->       /* the connection that loses the seat is cut */
           chosen = socketOf[k]; lost[chosen] = false; purge(chosen); setAside(k)
        :: else
        fi;
        sit(k, s); askAgain(); post(s, seated, k, 0)
     :: else -> post(s, resumeRefused, k, 0)
     fi
  :: m == leave_ ->
     if :: isKnock(s) -> clear(s) :: else fi;
     findSeat(s);
     if
     :: seatId != NONE ->
        chosen = seatId; free(chosen);
#if BUG == 3
        skip
#elif BUG == 11
        countLive(); if :: live_ == 0 -> forget() :: else fi
#else
        forgetIfEmpty()
#endif
     :: else
     fi
  fi
}

/* What must hold whenever the gateway has done something. */
inline check() {
  countAdmitted();
  assert(seats + admitted_ <= CAP);                       /* never more than fit */
  assert(exists == (seats > 0));                          /* a room lives as long as a seat of it, no longer */
  i = 0;
  do
  :: i < IDS ->
     if
     :: place[i] == TAKEN ->
        /* a seat is its founder's, or of one who and whose doorkeeper have proved the password to each other */
        assert(i == founder || (holderConfirmed[i] && joinerConfirmed[i]));
        assert(passwordOf(ownerOf(i)) == passwordOf(ownerOf(founder)));
        assert(ownerOf(socketOf[i]) == ownerOf(i));       /* and in the hands of whoever took it */
        assert(!knockedLate[i])                           /* whoever knocks at a shut door stays outside */
     :: hasKeeper(i) -> assert(exists && place[keeper[i]] == TAKEN)  /* whose turn it is, is there */
     :: place[i] == WAITING -> countLiveInto(); assert(exists && live_ == 0)
     :: else
     fi;
     i++
  :: else -> break
  od;
  c = 0;
  do
  :: c < N ->
     /* who was told to be in, and nothing since, is in */
     if
     :: state[c] == IN && len(down[c]) == 0 ->
        assert(place[seatOf[c]] == TAKEN && socketOf[seatOf[c]] == conn[c])
     :: else
     fi;
     c++
  :: else -> break
  od
}
inline countLiveInto() {
  live_ = 0; j = 0;
  do :: j < IDS -> if :: place[j] == TAKEN -> live_++ :: else fi; j++ :: else -> break od
}

/* The gateway does one thing at a time: each step below is indivisible. */
proctype Reader(byte whose) {
  mtype:request m; byte s, k, proof, r;
end:
  do
  :: d_step { !dead && len(up[whose]) > 0 ->
       up[whose]?m, s, k, proof, r; handle(); check(); m = 0; s = 0; k = 0; proof = 0; r = 0 }
  od
}
proctype Clock(byte id) {
end:
  do
  :: d_step { !dead && place[id] == GRACE -> free(id); forgetIfEmpty(); check(); skip }
#if BUG != 12
  :: d_step { !dead && isKnock(id) -> endKnock(id, gone); check(); skip }
#endif
  :: d_step { !dead && place[id] == QUEUED && somebodyLive -> ask(id); check(); skip }
#if BUG == 17
  :: d_step { !dead && place[id] == ASKED && somebodyLive ->
#else
  :: d_step { !dead && place[id] == ASKED && (unasked(0) || unasked(1) || unasked(2)) ->
#endif
       ask(id); check(); skip }                             /* no offer in time: the next member */
  :: d_step { !dead && lost[id] ->                          /* the connection's end is noticed */
       lost[id] = false; purge(id);
       if :: isKnock(id) -> clear(id) :: else fi;
       findSeat(id);
       if :: seatId != NONE -> chosen = seatId; setAside(chosen); askAgain() :: else fi;
       check(); skip }
  od
}
#if N > 2 && THIRD == HOSTILE
active proctype HostileReader() {
  mtype:request m; byte s, k, proof, r;
end:
  do
  :: d_step { evil?m, s, k, proof, r ->
       handle(); check(); m = 0; s = 0; k = 0; proof = 0; r = 0 }
  od
}
#endif
#if !defined(QUIET) || defined(ENDING)
active proctype Fate() {
end:
  do
#ifndef QUIET
  :: d_step { !dead && exists && !expired ->                /* too old, or too long alone */
       expired = true; closeRoom(); forget(); check(); skip }
#endif
#ifdef ENDING
  :: !calm -> calm = true
  :: mortal && !dead -> dead = true
#endif
  od
}
#endif

inline say(ask_, about_, shown_, instead) { assert(nfull(up[me])); up[me]!ask_(conn[me], about_, shown_, instead) }
#define mayConnect (lives[me] == 0 || (lives[me] < LIVES && spare > 0))
inline connect() {
  conn[me] = me + N * lives[me];
  if :: lives[me] > 0 -> spare-- :: else fi;
  lives[me]++
}
/* The connection ends, from this side or by itself; what was on its way down is lost. */
inline hangUp(then) {
  if
  :: conn[me] != NONE ->
     d_step {
       belongs(conn[me]);
       if :: !dead && (found || len(up[me]) > 0) -> lost[conn[me]] = true :: else fi;
       do :: len(down[me]) > 0 -> down[me]?_, _, _ :: else -> break od;
       conn[me] = NONE
     }
  :: else
  fi;
  state[me] = then;
  if :: then == IDLE -> seatOf[me] = NONE :: else fi
}

proctype Person(byte me) {
  mtype:notice m; byte k, proof;
end:
  do
  :: atomic { state[me] == IDLE && mayConnect && maySay -> connect();
       if
       :: state[me] = OPENING; say(open_, NONE, 0, NONE)
       :: state[me] = KNOCKING; say(knock_, conn[me], 0, NONE)
       fi }
  :: atomic { state[me] == IN && !calm && maySay -> say(leave_, seatOf[me], 0, NONE); hangUp(IDLE) }
  :: atomic { state[me] == IN && !calm -> hangUp(AWAY) }
#ifndef QUIET
  :: atomic { state[me] == IN && !doorShut && founder != NONE && maySay -> doorShut = true; say(lock_, NONE, 0, NONE) }
#endif
  :: atomic { state[me] == AWAY && mayConnect && maySay -> connect(); state[me] = RESUMING; say(resume_, seatOf[me], 0, NONE) }
  :: atomic { state[me] == AWAY -> hangUp(IDLE) }                     /* the page is closed */
  :: atomic { state[me] == RESUMING -> hangUp(AWAY) }
  :: atomic { state[me] == OPENING || state[me] == TAKING -> hangUp(IDLE) }
#if BUG != 13
  :: atomic { state[me] == KNOCKING || state[me] == ANSWERING -> hangUp(IDLE) }    /* patience ends, or the connection */
#endif
  :: atomic { (state[me] == KNOCKING || state[me] == ANSWERING) && !calm && maySay -> say(leave_, conn[me], 0, NONE); hangUp(IDLE) }
  :: atomic { maySay && len(down[me]) > 0 -> down[me]?m, k, proof;
     if
     :: m == opened && state[me] == OPENING -> state[me] = IN; seatOf[me] = k
     :: m == numberTaken && state[me] == OPENING -> state[me] = KNOCKING; say(knock_, conn[me], 0, NONE)
     :: m == knocked && state[me] == IN ->
        if
#if BUG == 14
        :: say(offer_, k, 0, NONE)
#else
        :: !doorShut -> say(offer_, k, 0, NONE)
#endif
        :: say(refuse_, k, 0, NONE)                                    /* the budget of guesses is used up */
        :: skip                                                        /* asleep: the next member is asked */
        fi
     :: m == answered && state[me] == IN ->
        if
#if BUG == 14
        :: proof == passwordOf(me) ->
#elif BUG == 15
        :: !doorShut ->
#else
        :: proof == passwordOf(me) && !doorShut ->
#endif
           holderConfirmed[k] = proof == passwordOf(me);
           if
           :: say(admit_, k, passwordOf(me), NONE)
           :: IDS > 0 && k != 0 && seatOf[me] != 0 && place[0] == GRACE -> say(admit_, k, passwordOf(me), 0)
           :: IDS > 1 && k != 1 && seatOf[me] != 1 && place[1] == GRACE -> say(admit_, k, passwordOf(me), 1)
#if IDS > 2
           :: k != 2 && seatOf[me] != 2 && place[2] == GRACE -> say(admit_, k, passwordOf(me), 2)
#endif
#if IDS > 3
           :: k != 3 && seatOf[me] != 3 && place[3] == GRACE -> say(admit_, k, passwordOf(me), 3)
#endif
#if IDS > 4
           :: k != 4 && seatOf[me] != 4 && place[4] == GRACE -> say(admit_, k, passwordOf(me), 4)
           :: k != 5 && seatOf[me] != 5 && place[5] == GRACE -> say(admit_, k, passwordOf(me), 5)
#endif
           fi
        :: say(refuse_, k, 0, NONE)                                    /* wrong, or full as this member sees it */
        fi
     :: m == offered && state[me] == KNOCKING -> state[me] = ANSWERING; say(answer_, k, passwordOf(me), NONE)
     :: m == admitted && state[me] == ANSWERING ->
        if
#if BUG == 16
        :: true -> joinerConfirmed[k] = true; state[me] = TAKING; say(take_, k, 0, NONE)
#else
        :: proof == passwordOf(me) -> joinerConfirmed[k] = true; state[me] = TAKING; say(take_, k, 0, NONE)
        :: proof != passwordOf(me) -> hangUp(IDLE)                     /* somebody impersonates this room */
#endif
        fi
     :: m == seated && (state[me] == TAKING || state[me] == RESUMING) -> state[me] = IN; seatOf[me] = k
     :: (m == knockRefused || m == refused || m == gone || m == answerRefused) &&
        (state[me] == KNOCKING || state[me] == ANSWERING) -> hangUp(IDLE)
     :: (m == takeRefused && state[me] == TAKING) || (m == resumeRefused && state[me] == RESUMING) ||
        (m == left && state[me] == IN) -> hangUp(IDLE)
     :: else
     fi;
     m = 0; k = 0; proof = 0 }
  od
}

/* Keeps to nothing, knows every id; has no password, hence proves nothing. */
proctype Hostile(byte me) {
  byte moves = MOVES, k;
  connect();
end:
  do
  :: atomic { moves > 0 && !dead -> moves--;
       k = 0;
       do                                                             /* about whom */
       :: k < IDS - 1 -> k++
       :: place[k] != FREE -> break
       :: k == IDS - 1 -> k = conn[me]; break
       od;
       if
       :: skip
       :: mayConnect -> lost[conn[me]] = true; connect()       /* drops the connection, takes another */
       fi;
endUnheard:                                                            /* by a gateway that has stopped */
       if
       :: evil!open_(conn[me], k, 0, NONE)
       :: evil!knock_(conn[me], k, 0, NONE)
       :: evil!offer_(conn[me], k, 0, NONE)
       :: evil!answer_(conn[me], k, passwordOf(me), NONE)
       :: evil!admit_(conn[me], k, passwordOf(me), NONE)
       :: evil!admit_(conn[me], conn[me], passwordOf(me), k)
       :: evil!refuse_(conn[me], k, 0, NONE)
       :: evil!take_(conn[me], k, 0, NONE)
       :: evil!lock_(conn[me], k, 0, NONE)
       :: evil!resume_(conn[me], k, 0, NONE)
       :: evil!leave_(conn[me], k, 0, NONE)
       fi;
       k = 0 }
  od
}

/* Where nothing more can happen, nobody is still knocking, and the gateway has no knock left. */
active proctype Last() {
end:
  timeout;
  d_step {
    c = 0;
    do
    :: c < N ->
       assert(state[c] == IDLE || state[c] == IN || state[c] == AWAY);
       c++
    :: else -> break
    od;
    i = 0;
    do :: i < IDS -> assert(dead || !isKnock(i)); i++ :: else -> break od
  }
}

init {
  atomic {
    i = 0;
    do
    :: i < IDS -> place[i] = FREE; keeper[i] = NONE; socketOf[i] = NONE; i++
    :: else -> break
    od;
    i = 0; do :: i < CAP + 1 -> order[i] = NONE; i++ :: else -> break od;
    i = 0; do :: i < N -> state[i] = IDLE; conn[i] = NONE; seatOf[i] = NONE; i++ :: else -> break od;
#ifndef QUIET
    if :: ignoresLock = true :: skip fi;
#endif
#ifdef ENDING
    if :: mortal = true :: skip fi;
#endif
    i = 0; do :: i < IDS -> run Clock(i); i++ :: else -> break od;
    run Reader(0); run Person(0); run Reader(1); run Person(1);
#if N > 2 && THIRD == HOSTILE
    run Hostile(2)
#elif N > 2
    run Reader(2); run Person(2)
#endif
  }
}
