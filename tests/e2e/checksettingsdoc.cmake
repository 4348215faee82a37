# docs/settings.md is what the program prints. Called by ctest with EXAID, DOCUMENT and WORK_DIR.
execute_process(COMMAND ${EXAID} config --markdown OUTPUT_FILE ${WORK_DIR}/settings.md COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${DOCUMENT} ${WORK_DIR}/settings.md RESULT_VARIABLE differs)
if(differs)
    message(FATAL_ERROR "docs/settings.md is out of date: exaid config --markdown > docs/settings.md")
endif()
