#ifndef PARSE_TABLE_H
#define PARSE_TABLE_H

#include "model/block.h"
#include "model/label.h"

/*
 * Private to the finder: tables with a column of references. Tables that have a
 * column for each field are left alone: what is completed would have no place.
 */
enum { TABLE_NO_COLUMN = 1000 };

/* Which column of n rows (BLOCK_TABLE) holds references, or TABLE_NO_COLUMN. */
size_t table_column(const struct block *rows, size_t n);
/* A cell of a row, empty if it has none there. */
struct range table_cell(const struct block *row, size_t column);
/* Does the first row say what the columns are, instead of a reference? */
bool table_has_head(const struct block *rows, size_t column);
/* The number that the first cell is, or -1. */
long table_number(const struct block *row);

#endif
