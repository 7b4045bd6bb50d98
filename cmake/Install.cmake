# What `cmake --install` installs, in three components, which are the three packages of cmake/Package.cmake:
#
#   dehusk         the program, its man page, completions and documents
#   libdehusk1     the shared library
#   libdehusk-dev  headers, archive, CMake package, pkg-config file
include(CMakePackageConfigHelpers)
set(cmake_directory ${CMAKE_INSTALL_LIBDIR}/cmake/dehusk)

install(TARGETS dehusk RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT dehusk)

install(TARGETS dehusk_shared EXPORT dehusk
  LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT libdehusk1 NAMELINK_COMPONENT libdehusk-dev)
install(TARGETS dehusk_static EXPORT dehusk-static ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT libdehusk-dev)
install(FILES src/dehusk.h src/dehusk_c.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/dehusk COMPONENT libdehusk-dev)

install(EXPORT dehusk FILE dehuskTargets.cmake NAMESPACE dehusk:: DESTINATION ${cmake_directory}
  COMPONENT libdehusk-dev)
install(EXPORT dehusk-static FILE dehuskStaticTargets.cmake NAMESPACE dehusk:: DESTINATION ${cmake_directory}
  COMPONENT libdehusk-dev)
configure_package_config_file(cmake/dehuskConfig.cmake.in generated/dehuskConfig.cmake
  INSTALL_DESTINATION ${cmake_directory} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(generated/dehuskConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/generated/dehuskConfig.cmake
  ${CMAKE_CURRENT_BINARY_DIR}/generated/dehuskConfigVersion.cmake
  DESTINATION ${cmake_directory} COMPONENT libdehusk-dev)

# The .pc finds its prefix by where it lies, so that an installed tree may be moved.
file(RELATIVE_PATH pc_to_prefix /usr/${CMAKE_INSTALL_LIBDIR}/pkgconfig /usr)
string(REGEX REPLACE "/$" "" pc_to_prefix ${pc_to_prefix})
configure_file(cmake/dehusk.pc.in generated/dehusk.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/generated/dehusk.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig
  COMPONENT libdehusk-dev)

# Man page and completions, printed by the program itself.
set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated)
set(generated_files)
foreach(form_and_file man:dehusk.1 complete-bash:dehusk complete-zsh:_dehusk complete-fish:dehusk.fish)
  string(REPLACE ":" ";" pair ${form_and_file})
  list(GET pair 0 form)
  list(GET pair 1 file)
  add_custom_command(OUTPUT ${generated}/${file} COMMAND dehusk --generate ${form} > ${generated}/${file} DEPENDS dehusk
    VERBATIM)
  list(APPEND generated_files ${generated}/${file})
endforeach()
add_custom_target(dehusk_generated ALL DEPENDS ${generated_files})
install(FILES ${generated}/dehusk DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/bash-completion/completions COMPONENT dehusk)
install(FILES ${generated}/_dehusk DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/zsh/vendor-completions COMPONENT dehusk)
install(FILES ${generated}/dehusk.fish DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/fish/vendor_completions.d COMPONENT dehusk)
install(FILES ${generated}/dehusk.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT dehusk)
install(FILES README.md docs/rules.md docs/compare.svg DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT dehusk)

include(cmake/Package.cmake)
