# exaid_add_test(<name> SOURCES … [LINK …] [LABELS …] [TIMEOUT seconds])
# One executable a test class. Runs offscreen, with fatal criticals, in a home directory of its own.
# Labels with a meaning: `measured` judges times, so it runs in the optimised build as well as, without judging, under
# ASan; `integration` and `simulation` say what a test needs; `serial` runs alone where times are judged, `pure` also runs under TSan, `bench`, `soak` and `fuzz` have
# a command of their own in ./dev and stay out of the everyday run.
foreach(label integration simulation measured pure bench soak fuzz)
    add_custom_target(exaid_label_${label})
endforeach()

function(exaid_add_test name)
    cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINK;LABELS" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 60)
    endif()
    if(EXAID_SANITIZE) # instrumented code is slower, and both cores are busy
        math(EXPR ARG_TIMEOUT "${ARG_TIMEOUT} * 3")
    endif()
    qt_add_executable(${name} ${ARG_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON UNITY_BUILD OFF)
    target_link_libraries(${name} PRIVATE exaid_target Qt6::Test ${ARG_LINK})
    if(EXAID_SANITIZE MATCHES "undefined")
        # It's the product that is looked at for undefined behaviour. In the many test sources it would cost half of the build.
        target_compile_options(${name} PRIVATE -O0 -fno-sanitize=undefined)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set(home ${CMAKE_BINARY_DIR}/test-home/${name})
    file(MAKE_DIRECTORY ${home})
    foreach(label IN LISTS ARG_LABELS)
        if(TARGET exaid_label_${label})
            add_dependencies(exaid_label_${label} ${name})
        endif()
    endforeach()
    if(("serial" IN_LIST ARG_LABELS AND NOT EXAID_SANITIZE) OR "bench" IN_LIST ARG_LABELS)
        set_tests_properties(${name} PROPERTIES RUN_SERIAL ON)
    endif()
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${ARG_TIMEOUT}
        LABELS "${ARG_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_FORCE_ASSERTS=1;QT_FATAL_CRITICALS=1;LANG=C.UTF-8;HOME=${home};XDG_CONFIG_HOME=${home}/config;XDG_STATE_HOME=${home}/state;XDG_RUNTIME_DIR=${home};QT_NO_GLIB=1;TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/tsan.supp;LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/lsan.supp;ASAN_OPTIONS=detect_stack_use_after_return=1;UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1")
endfunction()
