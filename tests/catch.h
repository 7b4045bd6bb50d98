#ifndef DEHUSK_TESTS_CATCH_H_
#define DEHUSK_TESTS_CATCH_H_
// Catch2, version 2 or 3, under one name: the only file that includes it.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
#endif  // DEHUSK_TESTS_CATCH_H_
