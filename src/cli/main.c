#include <stdio.h>

#include "base/banned.h"

int
main(void)
{
	puts("refmend");
	return 0;
}
