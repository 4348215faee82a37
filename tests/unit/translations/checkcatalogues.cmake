# Runs lupdate on copies of the catalogues and fails when that changes one. Called by ctest with LUPDATE, PROJECT (the list that
# qt_add_translations wrote), TS_DIR and WORK_DIR.
include(${PROJECT})
foreach(language en de)
    set(name exaid_${language}.ts)
    file(COPY_FILE ${TS_DIR}/${name} ${WORK_DIR}/${name})
    execute_process(
        COMMAND ${LUPDATE} -silent -no-obsolete -locations none ${lupdate_sources} -ts ${WORK_DIR}/${name}
        COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${TS_DIR}/${name} ${WORK_DIR}/${name} RESULT_VARIABLE differs)
    if(differs)
        message(FATAL_ERROR "${name} is out of date: build the target update_translations, then translate what is new")
    endif()
endforeach()
