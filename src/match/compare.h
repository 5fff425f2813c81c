#ifndef MATCH_COMPARE_H
#define MATCH_COMPARE_H

#include "model/key.h"
#include "model/reference.h"

/*
 * How one field of a claim stands to the same field of a record. Every
 * comparer knows its field's habits and says one of these; what follows for the
 * reference is judge.c's business.
 */
enum agreement {
	AGREE_NONE,    /* one side or both have nothing to compare */
	AGREE_EQUAL,   /* the same, as printed */
	AGREE_FORM,    /* the same value in another form */
	AGREE_VARIANT, /* other but compatible */
	AGREE_UNKNOWN, /* cannot be told: neither confirmed nor refuted */
	AGREE_OTHER,   /* contradicted */
};

/* Is it the same, in whatever form, or compatible? */
bool agrees(enum agreement g);

/* --- titles ---------------------------------------------------------------- */

enum title_relation {
	TITLE_NONE,
	TITLE_EQUAL,    /* the same letters and digits */
	TITLE_SPELLING, /* typos, British or American, an article more or less */
	TITLE_NO_SUBTITLE, /* the claim is the record's main title */
	TITLE_SUBTITLE,    /* the record is the claim's main title */
	TITLE_PREFIX, /* one is the beginning of the other, in mid-phrase */
	TITLE_NEAR,   /* many words in common */
	TITLE_OTHER,
};

enum { TITLE_HEADS_MAX = 8 };

/* A title made ready for many comparisons. */
struct title {
	const char *text;    /* as given */
	const char *letters; /* folded, without blanks */
	size_t letters_len;
	const char *spelt; /* letters, lone Greek ones by their names */
	/* How many of the letters are the main title's, where it may end. */
	size_t heads[TITLE_HEADS_MAX];
	size_t heads_len;
	size_t front_len; /* letters before the first mark; 0: there is none */
	size_t last_at;   /* letters before the last one of the first few */
	struct span *words; /* of the folded form, in order */
	size_t words_len;
	unsigned significant; /* words that are no stop words */
	unsigned pluses;      /* of "C++", "CrossFormer++": part of the name */
};

struct title_match {
	enum title_relation relation;
	double similarity;   /* 0..1, by weight of the words in common */
	bool numbers_differ; /* "Part I" and "Part II", "16x16" and "32x32" */
	bool front; /* the claim, too short for a main title, is all that the
		     * record has before its first mark: "Adam" */
};

void title_prepare(struct title *out, struct arena *a, const char *text);
struct title_match title_compare(
    const struct title *claim, const struct title *record);
/* The share of their significant words, 0..1, that both have, in any order and
 * with any ending. */
double title_shared_stems(const struct title *x, const struct title *y);
/* One run of words of a claim's title stands for one of the record's. */
struct title_replaced {
	size_t at; /* words before it */
	size_t claimed, recorded;
};

/* What is not the same between the same beginning and the same end; false if they
 * have neither in common. */
bool title_replaced(struct title_replaced *out, const struct title *claim,
    const struct title *record);
/* It says that it is about another work: a reply, a review, a correction. */
bool title_is_about(const struct title *t);
/* "Review of ...", in the languages of reviews. */
bool title_is_review(const struct title *t);
/* "Introduction", "Editorial": a title of thousands of works. */
bool title_is_generic(const struct title *t);
/* Is the claim what the record's "All Volumes, Volume 2: One of Them" has before
 * the volume's number, or behind it? */
bool title_is_volume(const struct title *claim, const struct title *record);
/* "A Survey of Kordofanian. Vol. I: ..." is not the volume of another number. */
bool title_is_other_volume(
    struct arena *a, const struct title *t, const char *volume);
/*
 * The first word of a number behind the claim, which is the record's main title:
 * "2" of "Ipili pii: buku 2", not a year. An empty span if there is none.
 */
struct span title_number_behind(
    const struct title *claim, const struct title *record);
/* Is one the title of all parts or of the first, the other that of a later one,
 * with nothing but its number behind it ("..., Part II: ...")? */
bool title_is_other_part(const struct title *x, const struct title *y);
/* Has it the number of a part, "II" and above? */
bool title_names_part(const struct title *t);
/* Does it name the part of this number: "II", "2"? */
bool title_has_part(const struct title *t, unsigned part);
/* Is this folded word one of its words? */
bool title_has_word(const struct title *t, struct span word);
/*
 * Of two records of one work: is this one's title written better? With less left of
 * TeX, with capitals and small letters, with CSL's markup.
 */
bool title_is_better(const struct work *from, const struct work *than);
/* It has commands of TeX in it that nobody could read: no model for anybody. */
bool title_is_broken(const char *title);
/* A title that only one work is likely to have. */
bool title_is_distinctive(const struct title *t);

/* --- names ------------------------------------------------------------------- */

/* Folded parts of a name. */
struct folded_name {
	const char *family;  /* letters only, particles kept */
	const char *core;    /* without particles */
	const char *given;   /* words with blanks, or "" */
	const char *letters; /* of the given name, without blanks */
	const char *words;   /* of the family name or literal, with blanks */
	/* The family name with what was read as its suffix ("de Oliveira
	 * Junior"), or NULL. */
	const char *whole;
	const char *script; /* the same in its own script, or NULL: Latin */
	bool han;           /* ... in Chinese characters */
	bool initials;      /* the given name is only initials */
	bool joined;        /* ... several in one word ("GE", not "Yu.") */
	bool corporate;
};

struct folded_names {
	struct folded_name *items;
	size_t len;
	bool others;
	bool last_follows_cut;
};

enum name_agreement {
	NAME_OTHER,
	NAME_WEAK,    /* family agrees, the given name does not at all */
	NAME_VARIANT, /* nickname, part of a name, spelling, transliteration */
	NAME_FORM,    /* initials, diacritics, order of the parts */
	NAME_EQUAL,
};

struct names_match {
	size_t claimed, recorded;
	size_t matched; /* claimed names that are in the record */
	size_t extra;   /* claimed names that are not */
	size_t
	    absent; /* the record's names that are neither claimed nor covered
			    by a cut ("et al.") */
	bool first; /* the first names agree */
	bool reordered;
	bool order_only_weak; /* every match is weak */
	/* A group signs here ("ATLAS Collaboration"), its people there. */
	bool group_for_people;
	/* Chinese characters here, Latin letters there, and nobody's are known
	 * to be the same: "李" is Li, Lee and Yi. */
	bool in_two_scripts;
	enum name_agreement worst; /* of the matched */
	/* Matched by family name, with another given name: "Zheng
	 * Zhao" for "Zihao Zhao", no short form and no spelling of it. */
	size_t given_other;
};

void names_prepare(
    struct folded_names *out, struct arena *a, const struct name_list *l);
/* Is a folded word one of those of a folded name, parted by blanks? */
bool name_has_word(const char *words, const char *word, size_t len);
enum name_agreement name_compare(
    const struct folded_name *claim, const struct folded_name *record);
void names_compare(struct names_match *out, struct arena *a,
    const struct folded_names *claim, const struct folded_names *record);

/* --- containers ---------------------------------------------------------------- */

struct container {
	const char *text;
	const char *fold;
	uint64_t venues; /* bits of venues.def that it names */
	uint64_t venues_high;
	bool findings; /* "Findings of ..." */
	bool workshop;
	bool preprint; /* arXiv, CoRR, bioRxiv ... */
	bool series;   /* LNCS, PMLR, CEUR: holds many venues */
	struct span
	    *words; /* significant ones of the fold, venue noise dropped */
	size_t words_len;
	const char *acronym; /* folded, when it is one or shows one; or NULL */
	const char *bare_acronym; /* folded: "Proc. SIGDIAL"; or NULL */
};

void container_prepare(
    struct container *out, struct arena *a, const char *text);
/* A journal, by its words: where conference papers appear again, extended. */
bool container_is_journal(const struct container *c);
/* It is one of venues.def, all of which publish in English. */
bool container_is_known(const struct container *c);
/*
 * Of a claim that says by other means (its DOI, its pages) that it is this very
 * printing: does it name a venue of another name, and not a series, a journal
 * that prints the conference, or an abbreviation nobody here knows?
 */
bool container_is_foreign(
    const struct container *claim, const struct container *record);
/*
 * Two conferences by their topics: the record's is one of venues.def, the claim's
 * none of them, and names something that the record's does not: "International
 * Conference on Quantum Machine Learning".
 */
bool container_is_other_conference(struct arena *a,
    const struct container *claim, const struct container *record);
/*
 * Does the DOI, of a conference that writes its name into its DOIs, name another
 * one than this ("10.1609/aaai.v36i11.21484" for CVPR)? Both are of venues.def.
 */
bool container_is_not_of_doi(
    const struct container *claim, struct arena *a, const char *doi);
/* Is the record's venue named in the DOI ("10.1109/cvpr52688.2022.00844")? */
bool container_in_doi(
    const struct container *record, struct arena *a, const char *doi);
enum agreement container_compare(
    const struct container *claim, const struct container *record);

/* --- the small fields -------------------------------------------------------------- */

enum agreement volume_compare(const char *claim, const char *record);
enum agreement pages_compare(const char *claim, const char *record);
/* As many pages, a few pages on: proceedings are printed by several houses. */
bool pages_are_shifted(const char *claim, const char *record);
/* A range that tells where: "436-444", not "436", "e0123" nor "1-34". */
bool pages_tell_place(const char *pages);
/* OTHER only for a society that publishes its own and a house that does not
 * publish for it; imprints, mergers and co-publishing make the rest UNKNOWN. */
enum agreement publisher_compare(
    struct arena *a, const char *claim, const char *record);
enum agreement place_compare(
    struct arena *a, const char *claim, const char *record);
/*
 * Of proceedings of the Association for Computational Linguistics, whose records
 * tell the town they met in: is the claim neither it, nor where that association
 * sat, nor where it was to meet? publisher_known: the claim names the association
 * as publisher, so that the seat of another house is out of question.
 */
bool place_is_foreign(struct arena *a, const char *claim, const char *record,
    bool publisher_known);
enum agreement edition_compare(
    struct arena *a, const char *claim, const char *record);
/* First page of "436-444", without leading zeros, into out (16 bytes). */
bool pages_first(char *out, const char *pages);

#endif
