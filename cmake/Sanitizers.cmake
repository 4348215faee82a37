# EXAID_SANITIZE: empty, or a list for -fsanitize=, such as address,undefined or thread.
set(EXAID_SANITIZE "" CACHE STRING "Sanitizers, comma separated")
if(EXAID_SANITIZE)
    add_compile_options(-fsanitize=${EXAID_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
    add_link_options(-fsanitize=${EXAID_SANITIZE})
endif()
