# Compiles rules/**/*.toml into the program: a generated source with one raw string a file, in byte order of the paths.
function(dehusk_embed_rules target directory)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS ${directory}/*.toml)
  list(SORT files)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/generated/built_in_rules.cc)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DDIRECTORY=${directory} -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/embed_rules_script.cmake
    DEPENDS ${files} ${CMAKE_CURRENT_SOURCE_DIR}/cmake/embed_rules_script.cmake
    COMMENT "Embedding the rule packs")
  target_sources(${target} PRIVATE ${output})
endfunction()
