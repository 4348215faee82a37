# What every target of ours is compiled with. Linked, never set globally, so that third-party code keeps its own flags.
add_library(exaid_target INTERFACE)
target_compile_features(exaid_target INTERFACE cxx_std_20)
target_compile_definitions(exaid_target INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_CONTEXTLESS_CONNECT
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_STRICT_ITERATORS
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
target_include_directories(exaid_target INTERFACE ${PROJECT_SOURCE_DIR})
if(MSVC)
    target_compile_options(exaid_target INTERFACE /W4 /permissive- /utf-8)
else()
    target_compile_options(exaid_target INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual)
    if(CMAKE_UNITY_BUILD)
        # In a joined source no file is the main one, so GCC takes each file's own helpers for a header's.
        target_compile_options(exaid_target INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
    endif()
    if(EXAID_WERROR)
        target_compile_options(exaid_target INTERFACE -Werror)
    endif()
endif()

# exaid_add_library(<name> SOURCES … [LINK …]): one static library a layer; LINK names the only layers it may see.
function(exaid_add_library name)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
    qt_add_library(${name} STATIC ${ARG_SOURCES})
    target_link_libraries(${name} PUBLIC exaid_target ${ARG_LINK})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
endfunction()
