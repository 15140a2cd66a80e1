#include "times.h"

#define SECONDS 19 /* characters of yyyy-mm-ddThh:mm:ss */
#define TICKS 7    /* digits of a fraction */

static inline int two(Place at) { return (at[0] - '0') * 10 + (at[1] - '0'); }

static bool has_form(Place text) {
    static const char form[] = "0000-00-00T00:00:00";
    for (int n = 0; n < SECONDS; n++)
        if (form[n] == '0' ? !is_digit(text[n]) : text[n] != form[n])
            return false;
    return true;
}

/* Days from 1970-01-01 to a day of the Gregorian calendar: years begin in March here, so that a
 * leap day is the last one of its year. */
static int64_t days_to(int year, int month, int day) {
    year -= month <= 2;
    int of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    return 365LL * year + year / 4 - year / 100 + year / 400 + of_year - 719468;
}

static int days_in(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leaps = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leaps);
}

bool time_of(Place text, size_t size, int first, int last, int64_t *ns) {
    if (size <= SECONDS || !has_form(text))
        return false;
    int year = two(text) * 100 + two(text + 2), month = two(text + 5), day = two(text + 8);
    int hour = two(text + 11), minute = two(text + 14), second = two(text + 17);
    if (year < first || year > last || month < 1 || month > 12 || day < 1)
        return false;
    if (day > days_in(year, month) || hour > 23 || minute > 59 || second > 59)
        return false;
    Place at = text + SECONDS, end = text + size;
    int64_t ticks = 0;
    if (*at == '.') {
        int digits = 0;
        for (at++; at < end && is_digit(*at) && digits < TICKS; digits++)
            ticks = ticks * 10 + (*at++ - '0');
        if (!digits)
            return false;
        for (; digits < TICKS; digits++)
            ticks *= 10;
    }
    bool is_utc = (end - at == 1 && *at == 'Z') || (end - at == 6 && !memcmp(at, "+00:00", 6));
    if (!is_utc)
        return false;
    int64_t seconds = days_to(year, month, day) * 86400 + hour * 3600 + minute * 60 + second;
    *ns = seconds * 1000000000 + ticks * 100;
    return true;
}
