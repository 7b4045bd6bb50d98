# Three Debian packages of the three components of cmake/Install.cmake: `cpack` in a build folder that was configured with
# -DCMAKE_INSTALL_PREFIX=/usr, as tools/package does it.
set(DEHUSK_MAINTAINER "dehusk maintainers <maintainers@dehusk.example>" CACHE STRING "Who stands in the packages")

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL dehusk libdehusk1 libdehusk-dev)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_MAINTAINER ${DEHUSK_MAINTAINER})
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")

set(CPACK_DEBIAN_DEHUSK_PACKAGE_NAME dehusk)
set(CPACK_DEBIAN_DEHUSK_PACKAGE_SECTION text)
set(CPACK_COMPONENT_DEHUSK_DESCRIPTION "take the husk off scraped web pages
dehusk takes HTML or text dumps of web pages and passes on the clean body text,
without menus, appeals, captions, cookie notices and other husk. For every
removed piece it names the rule that took it, with its file and line.
.
Input may be plain files, JSON lines, WARC or WET, packed by gzip or zstd.")

set(CPACK_DEBIAN_LIBDEHUSK1_PACKAGE_NAME libdehusk1)
set(CPACK_DEBIAN_LIBDEHUSK1_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBDEHUSK1_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_SOURCE_DIR}/packaging/debian/triggers)
set(CPACK_POST_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/packaging/debian/WithoutLdconfig.cmake)
set(CPACK_COMPONENT_LIBDEHUSK1_DESCRIPTION "library that takes the husk off scraped web pages
The library cleans HTML and text dumps of web pages and names for every removed
piece the rule that took it. Its rules are inside, others may be loaded.")

set(CPACK_DEBIAN_LIBDEHUSK-DEV_PACKAGE_NAME libdehusk-dev)
set(CPACK_DEBIAN_LIBDEHUSK-DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBDEHUSK-DEV_PACKAGE_SHLIBDEPS OFF)
# The .pc file and the static library want the libraries beneath.
set(CPACK_DEBIAN_LIBDEHUSK-DEV_PACKAGE_DEPENDS "libdehusk1 (= ${PROJECT_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE}), \
libgumbo-dev, libre2-dev, libtomlplusplus-dev, libuchardet-dev, libutf8proc-dev")
set(CPACK_COMPONENT_LIBDEHUSK-DEV_DESCRIPTION "library that takes the husk off scraped web pages - development files
Headers for C and C++, the static library, a CMake package and a pkg-config
file, for programs that clean web pages with libdehusk.")

# What every Debian package has under /usr/share/doc.
find_program(DEHUSK_GZIP gzip REQUIRED)
function(dehusk_gzipped source name)
  add_custom_command(OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/generated/${name}
    COMMAND ${DEHUSK_GZIP} -9nc ${source} > ${CMAKE_CURRENT_BINARY_DIR}/generated/${name}
    DEPENDS ${source} VERBATIM)
endfunction()
dehusk_gzipped(${CMAKE_CURRENT_SOURCE_DIR}/packaging/debian/changelog changelog.Debian.gz)
dehusk_gzipped(${CMAKE_CURRENT_SOURCE_DIR}/CHANGELOG.md changelog.gz)
dehusk_gzipped(${CMAKE_CURRENT_BINARY_DIR}/generated/dehusk.1 dehusk.1.gz)
add_custom_target(dehusk_package_files ALL DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/generated/changelog.Debian.gz
  ${CMAKE_CURRENT_BINARY_DIR}/generated/changelog.gz ${CMAKE_CURRENT_BINARY_DIR}/generated/dehusk.1.gz)
foreach(package ${CPACK_COMPONENTS_ALL})
  install(FILES packaging/debian/copyright ${CMAKE_CURRENT_BINARY_DIR}/generated/changelog.Debian.gz
    ${CMAKE_CURRENT_BINARY_DIR}/generated/changelog.gz
    DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/${package} COMPONENT ${package})
endforeach()
include(CPack)
