#ifndef TRAIN_SAVE_H
#define TRAIN_SAVE_H

#include "train/data.h"
#include "train/words.h"

/* Writes the model (parse/model.h): weights of features (a row of LABELS each) and of
 * steps, as whole parts of 1 / unit; what rounds to nothing is left out, and so are the
 * least weights until the file is no bigger than most bytes. Who reads the model takes all
 * weights times temper: below 1, what is likeliest stays so, and is less sure. */
int model_save(const char *path, const struct words *words,
    const struct data *d, const double *weights, const double *steps,
    double temper, size_t most, struct err *err);

#endif
