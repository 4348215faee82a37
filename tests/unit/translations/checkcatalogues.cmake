# Runs lupdate on copies of the catalogues and fails when that changes one. Called by ctest with LUPDATE, PROJECT (the list that
# qt_add_translations wrote), ROOT (of the repository; lupdate needs it to find the headers and so the classes' full names) and
# WORK_DIR.
include(${PROJECT})
foreach(language en de)
    set(name exaid_${language}.ts)
    file(COPY_FILE ${ROOT}/translations/${name} ${WORK_DIR}/${name})
    execute_process(
        COMMAND ${LUPDATE} -silent -no-obsolete -locations none -I ${ROOT} ${lupdate_sources} -ts ${WORK_DIR}/${name}
        COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND ${CMAKE_COMMAND} -E compare_files ${ROOT}/translations/${name} ${WORK_DIR}/${name}
        RESULT_VARIABLE differs)
    if(differs)
        message(FATAL_ERROR "${name} is out of date: build the target update_translations, then translate what is new")
    endif()
endforeach()
