# Compiles rules/**/*.toml into the program. tools/embed_rules.cc, built first, loads and checks them and writes the
# generated source; a pack with a fault stops the build there.
function(dehusk_embed_rules target directory)
  if(CMAKE_CROSSCOMPILING AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
    message(FATAL_ERROR "The rule packs are prepared by a program of this build, which cannot run here: "
      "set CMAKE_CROSSCOMPILING_EMULATOR to what runs programs of the target, as qemu-aarch64 does.")
  endif()
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${directory}/*.toml)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/generated/built_in_rules.cc)
  add_executable(embed_rules tools/embed_rules.cc)
  target_link_libraries(embed_rules PRIVATE dehusk_rule dehusk_page dehusk_base)
  add_custom_command(OUTPUT ${output}
    COMMAND embed_rules ${output} ${directory}
    DEPENDS embed_rules ${files}
    COMMENT "Checking and embedding the rule packs")
  add_library(${target} STATIC ${output})
  target_link_libraries(${target} PUBLIC dehusk_rule)
endfunction()
