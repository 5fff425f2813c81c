#ifndef READ_FORMATS_H
#define READ_FORMATS_H

#include "model/reference.h"

/*
 * Readers of bibliographies, one file a format, all of one kind: works as
 * references of form REFERENCE_ENTRY, without places, in the document's arena.
 * What is wrong goes to out->problems with its line, and the rest is still read;
 * a negative return means that nothing could be read at all. app/formats.h has
 * the table of them.
 *
 * NAME_is() knows a format by the text that a file starts with: false for what
 * could be prose. It looks at no more than FORMAT_HEAD bytes.
 */
enum { FORMAT_HEAD = 64 << 10 };

bool bibtex_is(struct span text);

bool nbib_is(struct span text);
int read_nbib(struct references *out, struct document *d, struct err *err);

bool refer_is(struct span text);
int read_refer(struct references *out, struct document *d, struct err *err);

bool endnote_xml_is(struct span text);
int read_endnote_xml(
    struct references *out, struct document *d, struct err *err);

bool citavi_is(struct span text);
int read_citavi(struct references *out, struct document *d, struct err *err);

/* METS is a wrapping of other metadata: its MODS is read. */
bool mets_is(struct span text);
bool mods_is(struct span text);
int read_mods(struct references *out, struct document *d, struct err *err);

bool msbib_is(struct span text);
int read_msbib(struct references *out, struct document *d, struct err *err);

bool marcxml_is(struct span text);
int read_marcxml(struct references *out, struct document *d, struct err *err);

bool marc_is(struct span text);
int read_marc(struct references *out, struct document *d, struct err *err);

bool isi_is(struct span text);
int read_isi(struct references *out, struct document *d, struct err *err);

bool refworks_is(struct span text);
int read_refworks(struct references *out, struct document *d, struct err *err);

bool ovid_is(struct span text);
int read_ovid(struct references *out, struct document *d, struct err *err);

bool jats_is(struct span text);
int read_jats(struct references *out, struct document *d, struct err *err);

bool crossref_xml_is(struct span text);
int read_crossref_xml(
    struct references *out, struct document *d, struct err *err);

bool cff_is(struct span text);
int read_cff(struct references *out, struct document *d, struct err *err);

bool csl_yaml_is(struct span text);
int read_csl_yaml(struct references *out, struct document *d, struct err *err);

bool hayagriva_is(struct span text);
int read_hayagriva(struct references *out, struct document *d, struct err *err);

bool biblioscape_is(struct span text);
int read_biblioscape(
    struct references *out, struct document *d, struct err *err);

bool repec_nep_is(struct span text);
int read_repec_nep(struct references *out, struct document *d, struct err *err);
bool copac_is(struct span text);
int read_copac(struct references *out, struct document *d, struct err *err);

bool ris_is(struct span text);
int read_ris(struct references *out, struct document *d, struct err *err);

bool csl_json_is(struct span text);
int read_csl_json(struct references *out, struct document *d, struct err *err);

#endif
