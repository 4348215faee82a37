#pragma once

// Whether this build carries a sanitizer or counts its coverage. Such code is several times slower and not
// evenly so: tests go the same way through it and ask for the same results, but its milliseconds say nothing
// about the program as shipped and are not judged.

namespace exaid::test {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || defined(EXAID_COVERAGE)
inline constexpr bool IsInstrumented = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool IsInstrumented = true;
#else
inline constexpr bool IsInstrumented = false;
#endif
#else
inline constexpr bool IsInstrumented = false;
#endif

} // namespace exaid::test
