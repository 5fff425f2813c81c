#include "model/msbib.h"
#include "base/text.h"

#include "base/banned.h"

const struct msbib_type msbib_types[] = {
#define TYPE(name, type) { name, WORK_TYPE_##type },
#include "model/msbib.def"
};
const size_t msbib_types_len = sizeof(msbib_types) / sizeof(msbib_types[0]);

const struct msbib_field msbib_fields[] = {
#define FIELD(element, handling, target, name) \
	{ element, MSBIB_##handling, (enum work_field)(target), name },
#include "model/msbib.def"
};
const size_t msbib_fields_len = sizeof(msbib_fields) / sizeof(msbib_fields[0]);

const struct msbib_people msbib_people[] = {
#define PEOPLE(element, member) { element, WORK_##member },
#include "model/msbib.def"
};
const size_t msbib_people_len = sizeof(msbib_people) / sizeof(msbib_people[0]);

const struct msbib_language msbib_languages[] = {
#define LANGUAGE(lcid, tag) { lcid, tag },
#include "model/msbib.def"
};
const size_t msbib_languages_len =
    sizeof(msbib_languages) / sizeof(msbib_languages[0]);

const char *
msbib_publisher_element(enum work_type type)
{
	switch (type) {
	case WORK_TYPE_THESIS:
	case WORK_TYPE_REPORT: return "Institution";
	case WORK_TYPE_MOTION_PICTURE:
	case WORK_TYPE_BROADCAST: return "Distributor";
	case WORK_TYPE_SONG:
	case WORK_TYPE_MUSICAL_SCORE: return "ProductionCompany";
	default: return "Publisher";
	}
}

bool
msbib_is_of_type(const char *element, enum work_type type)
{
	static const char *const of_cases[] = { "Court", "CaseNumber",
		"Reporter" };
	const char *number = msbib_number_element(type);

	for (size_t i = 0; i < sizeof(of_cases) / sizeof(of_cases[0]); i++)
		if (!strcmp(element, of_cases[i]))
			return type == WORK_TYPE_LEGAL_CASE;
	return !strcmp(element, msbib_publisher_element(type)) ||
	       (number && !strcmp(element, number));
}

const char *
msbib_number_element(enum work_type type)
{
	switch (type) {
	case WORK_TYPE_PATENT: return "PatentNumber";
	case WORK_TYPE_LEGAL_CASE: return "CaseNumber";
	case WORK_TYPE_SONG:
	case WORK_TYPE_MUSICAL_SCORE: return "RecordingNumber";
	default: return NULL;
	}
}

bool
msbib_is_report(const char *kind)
{
	static const char *const words[] = { "report", "bericht", "rapport",
		"informe", "relazione", "paper", "memo", "note", "standard",
		"guideline", "manual" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (const char *at = kind; *at; at++)
			if (text_starts_nocase(span_of(at), words[i]))
				return true;
	return false;
}
