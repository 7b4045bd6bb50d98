# The library: libdehusk.so.1 shows the functions of dehusk_c.h and nothing else (src/capi.map); libdehusk.a holds the
# same for programs that link everything statically. Both are made of the floors' object files.
set(DEHUSK_ABI 1)  # DEHUSK_ABI_VERSION of src/dehusk_c.h

set(library_objects)
foreach(floor base page read rule packs clean write)
  list(APPEND library_objects $<TARGET_OBJECTS:dehusk_${floor}>)
endforeach()

add_library(dehusk_capi OBJECT src/capi_rules.cc src/capi_page.cc)
target_link_libraries(dehusk_capi PRIVATE dehusk_flags)
target_compile_definitions(dehusk_capi PRIVATE DEHUSK_VERSION="${PROJECT_VERSION}")

function(dehusk_library target type)
  add_library(${target} ${type} $<TARGET_OBJECTS:dehusk_capi> ${library_objects})
  set_target_properties(${target} PROPERTIES OUTPUT_NAME dehusk LINKER_LANGUAGE CXX)
  target_include_directories(${target} PUBLIC
    $<BUILD_INTERFACE:${CMAKE_CURRENT_SOURCE_DIR}/src>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/dehusk>)
  target_compile_features(${target} INTERFACE cxx_std_17)
endfunction()

dehusk_library(dehusk_shared SHARED)
set_target_properties(dehusk_shared PROPERTIES
  EXPORT_NAME dehusk VERSION ${DEHUSK_ABI}.${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR} SOVERSION ${DEHUSK_ABI}
  LINK_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/capi.map)
target_link_options(dehusk_shared PRIVATE
  -Wl,--version-script=${CMAKE_CURRENT_SOURCE_DIR}/src/capi.map -Wl,--exclude-libs,ALL)
if(DEHUSK_SANITIZE OR DEHUSK_FUZZ)
  target_link_libraries(dehusk_shared PRIVATE dehusk_flags)
else()
  target_link_options(dehusk_shared PRIVATE -Wl,--no-undefined -Wl,-z,relro -Wl,-z,now)
endif()
# Gumbo goes inside: the guard can end a parse in which an assertion fails (read/parse_guard.cc) only if Gumbo calls the
# guard's __assert_fail, and from a library of its own it would call glibc's.
find_library(DEHUSK_GUMBO_ARCHIVE libgumbo.a HINTS ${gumbo_LIBDIR})
if(DEHUSK_GUMBO_ARCHIVE)
  target_link_libraries(dehusk_shared PRIVATE ${DEHUSK_GUMBO_ARCHIVE})
else()
  message(WARNING "There is no libgumbo.a: with libdehusk.so, a page on which an assertion of Gumbo fails ends the process.")
  target_link_libraries(dehusk_shared PRIVATE PkgConfig::gumbo)
endif()
target_link_libraries(dehusk_shared PRIVATE PkgConfig::re2 PkgConfig::uchardet PkgConfig::utf8proc
  tomlplusplus::tomlplusplus)

dehusk_library(dehusk_static STATIC)
target_link_libraries(dehusk_static PRIVATE PkgConfig::gumbo PkgConfig::re2 PkgConfig::uchardet PkgConfig::utf8proc
  tomlplusplus::tomlplusplus)
set_target_properties(dehusk_static PROPERTIES EXPORT_NAME dehusk_static)

add_library(dehusk::dehusk ALIAS dehusk_shared)
add_library(dehusk::dehusk_static ALIAS dehusk_static)
