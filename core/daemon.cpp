#include "core/daemon.h"
