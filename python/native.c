/* dehusk for Python, the native half: one type, Handle, over dehusk_c.h. Pages are cleaned without the interpreter's lock.
 * It uses the limited API only, so one build serves Python 3.9 and all that come after. python/dehusk/__init__.py is what
 * people import. */
#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x03090000
#include <Python.h>

#include "dehusk_c.h"

typedef struct {
  PyObject_HEAD
  dehusk_cleaner* cleaner;
} Handle;

static PyObject* rule_error;

/* ---- Making a handle --------------------------------------------------------------------------------------------- */

/* The strings of a Python list of bytes; to be freed with PyMem_Free. They live as long as the list. */
static const char** strings_of(PyObject* list, size_t* count) {
  const Py_ssize_t size = PyList_Size(list);
  Py_ssize_t i;
  const char** strings;
  *count = 0;
  if (size < 0) return NULL;
  strings = PyMem_Malloc((size_t)(size + 1) * sizeof *strings);
  if (strings == NULL) {
    PyErr_NoMemory();
    return NULL;
  }
  for (i = 0; i < size; ++i) {
    strings[i] = PyBytes_AsString(PyList_GetItem(list, i));
    if (strings[i] == NULL) {
      PyMem_Free((void*)strings);
      return NULL;
    }
  }
  *count = (size_t)size;
  return strings;
}

/* Raises what the faults say; a list of them is the exception's second argument. */
static void raise_faults(int code, const dehusk_faults* faults) {
  PyObject* list = PyList_New(0);
  PyObject* text = NULL;
  size_t i;
  for (i = 0; list != NULL && i < dehusk_fault_count(faults); ++i) {
    const dehusk_fault_info* const fault = dehusk_fault(faults, i);
    PyObject* const entry = Py_BuildValue("(ssIIsssO)", fault->code, fault->file, fault->line, fault->column,
                                          fault->message, fault->help, fault->shown, fault->is_warning ? Py_True : Py_False);
    if (entry == NULL || PyList_Append(list, entry) != 0) {
      Py_XDECREF(entry);
      Py_CLEAR(list);
      break;
    }
    Py_DECREF(entry);
  }
  if (list == NULL) return;
  if (code == DEHUSK_ERROR_MEMORY) {
    PyErr_NoMemory();
  } else {
    text = Py_BuildValue("(sO)", dehusk_strerror(code), list);
    if (text != NULL) PyErr_SetObject(rule_error, text);
  }
  Py_XDECREF(text);
  Py_DECREF(list);
}

static PyObject* handle_new(PyTypeObject* type, PyObject* args, PyObject* kwargs) {
  static char* kNames[] = {"rules",     "rules_off",  "keep_husk",  "max_risk",  "max_removed",
                           "max_bytes", "max_memory", "timeout_ms", "max_depth", NULL};
  PyObject *rules, *rules_off;
  unsigned long long max_bytes, max_memory;
  unsigned timeout_ms, max_depth;
  dehusk_options options = {0};
  dehusk_cleaner* cleaner = NULL;
  dehusk_faults* faults = NULL;
  Handle* self = NULL;
  int code = DEHUSK_ERROR_ARGUMENT;
  options.struct_size = sizeof options;
  if (!PyArg_ParseTupleAndKeywords(args, kwargs, "O!O!sidKKII", kNames, &PyList_Type, &rules, &PyList_Type, &rules_off,
                                   &options.keep_husk, &options.max_risk, &options.max_removed, &max_bytes, &max_memory,
                                   &timeout_ms, &max_depth))
    return NULL;
  options.max_bytes = max_bytes;
  options.max_memory = max_memory;
  options.timeout_ms = timeout_ms;
  options.max_depth = max_depth;
  options.rules = strings_of(rules, &options.rules_count);
  options.rules_off = options.rules == NULL ? NULL : strings_of(rules_off, &options.rules_off_count);
  if (options.rules_off != NULL) {
    Py_BEGIN_ALLOW_THREADS
    code = dehusk_load(&options, &cleaner, &faults);
    Py_END_ALLOW_THREADS
    if (code != DEHUSK_OK) raise_faults(code, faults);
  }
  PyMem_Free((void*)options.rules);
  PyMem_Free((void*)options.rules_off);
  dehusk_faults_free(faults);
  if (code != DEHUSK_OK) return NULL;
  self = (Handle*)((allocfunc)PyType_GetSlot(type, Py_tp_alloc))(type, 0);
  if (self == NULL) {
    dehusk_free(cleaner);
    return NULL;
  }
  self->cleaner = cleaner;
  return (PyObject*)self;
}

static void handle_free(PyObject* self) {
  PyTypeObject* const type = Py_TYPE(self);
  dehusk_free(((Handle*)self)->cleaner);
  ((freefunc)PyType_GetSlot(type, Py_tp_free))(self);
  Py_DECREF(type);
}

/* ---- Cleaning ---------------------------------------------------------------------------------------------------- */

/* The page of the arguments (data, url, charset, kind, is_utf8, want), cleaned; NULL with an exception. */
static dehusk_result* cleaned(PyObject* self, PyObject* args) {
  const char* data;
  Py_ssize_t size;
  dehusk_page page = {0};
  dehusk_result* result = NULL;
  int code;
  page.struct_size = sizeof page;
  if (!PyArg_ParseTuple(args, "y#zziiI", &data, &size, &page.url, &page.charset, &page.kind, &page.is_utf8, &page.want))
    return NULL;
  /* The bytes belong to the arguments, which the caller holds. */
  Py_BEGIN_ALLOW_THREADS
  code = dehusk_clean(((Handle*)self)->cleaner, data, (size_t)size, &page, &result);
  Py_END_ALLOW_THREADS
  if (code == DEHUSK_OK) code = dehusk_error(result);
  if (code == DEHUSK_OK) return result;
  dehusk_result_free(result);
  if (code == DEHUSK_ERROR_MEMORY) {
    PyErr_NoMemory();
  } else {
    PyErr_SetString(code == DEHUSK_ERROR_ARGUMENT ? PyExc_ValueError : PyExc_RuntimeError, dehusk_strerror(code));
  }
  return NULL;
}

static PyObject* field_of(const dehusk_result* result, int field) {
  size_t size;
  const char* const text = dehusk_field(result, field, &size);
  return PyUnicode_DecodeUTF8(text, (Py_ssize_t)size, "strict");
}

static PyObject* removed_of(const dehusk_result* result) {
  const size_t count = dehusk_removed_count(result);
  PyObject* const list = PyList_New((Py_ssize_t)count);
  size_t i;
  for (i = 0; list != NULL && i < count; ++i) {
    const dehusk_removal* const it = dehusk_removed(result, i);
    PyObject* const entry =
        Py_BuildValue("(ssIsssKKKKII)", it->rule, it->file, it->line, it->why, it->kind, it->stage,
                      (unsigned long long)it->char_begin, (unsigned long long)it->char_end,
                      (unsigned long long)it->source_begin, (unsigned long long)it->source_end, it->words, it->chars);
    if (entry == NULL || PyList_SetItem(list, (Py_ssize_t)i, entry) != 0) {
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
}

static PyObject* notes_of(const dehusk_result* result) {
  const size_t count = dehusk_note_count(result);
  PyObject* const list = PyList_New((Py_ssize_t)count);
  size_t i;
  for (i = 0; list != NULL && i < count; ++i) {
    const dehusk_note_info* const it = dehusk_note(result, i);
    PyObject* const entry = Py_BuildValue("(ss)", it->code, it->detail);
    if (entry == NULL || PyList_SetItem(list, (Py_ssize_t)i, entry) != 0) {
      Py_DECREF(list);
      return NULL;
    }
  }
  return list;
}

static PyObject* handle_text(PyObject* self, PyObject* args) {
  dehusk_result* const result = cleaned(self, args);
  PyObject* text;
  if (result == NULL) return NULL;
  text = field_of(result, DEHUSK_FIELD_TEXT);
  dehusk_result_free(result);
  return text;
}

/* ([field 0, field 1, ...], [removed], [(note, detail)], rescued) */
static PyObject* handle_clean(PyObject* self, PyObject* args) {
  dehusk_result* const result = cleaned(self, args);
  PyObject *fields, *removed = NULL, *notes = NULL, *all = NULL;
  int field;
  if (result == NULL) return NULL;
  fields = PyList_New(0);
  for (field = DEHUSK_FIELD_TEXT; fields != NULL && field <= DEHUSK_FIELD_PAGE_SOURCE; ++field) {
    PyObject* const text = field_of(result, field);
    if (text == NULL || PyList_Append(fields, text) != 0) Py_CLEAR(fields);
    Py_XDECREF(text);
  }
  if (fields != NULL) removed = removed_of(result);
  if (removed != NULL) notes = notes_of(result);
  if (notes != NULL) all = Py_BuildValue("(OOOO)", fields, removed, notes, dehusk_rescued(result) ? Py_True : Py_False);
  Py_XDECREF(fields);
  Py_XDECREF(removed);
  Py_XDECREF(notes);
  dehusk_result_free(result);
  return all;
}

static PyObject* handle_digest(PyObject* self, PyObject* unused) {
  (void)unused;
  return PyUnicode_FromString(dehusk_rules_digest(((Handle*)self)->cleaner));
}

static PyMethodDef handle_methods[] = {
    {"text", handle_text, METH_VARARGS, "The clean text of a page."},
    {"clean", handle_clean, METH_VARARGS, "All that is known of a page."},
    {"digest", handle_digest, METH_NOARGS, "Of the rules."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot handle_slots[] = {
    {Py_tp_new, handle_new}, {Py_tp_dealloc, handle_free}, {Py_tp_methods, handle_methods}, {0, NULL}};
static PyType_Spec handle_spec = {"dehusk._native.Handle", sizeof(Handle), 0, Py_TPFLAGS_DEFAULT, handle_slots};

static struct PyModuleDef module_def = {PyModuleDef_HEAD_INIT, "_native", NULL, -1, NULL, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__native(void) {
  PyObject* const module = PyModule_Create(&module_def);
  PyObject* const handle = module == NULL ? NULL : PyType_FromSpec(&handle_spec);
  if (handle == NULL) {
    Py_XDECREF(module);
    return NULL;
  }
  rule_error = PyErr_NewException("dehusk.RuleError", PyExc_ValueError, NULL);
  if (rule_error == NULL || PyModule_AddObject(module, "Handle", handle) != 0 ||
      PyModule_AddObject(module, "RuleError", rule_error) != 0 ||
      PyModule_AddStringConstant(module, "version", dehusk_version()) != 0) {
    Py_DECREF(module);
    return NULL;
  }
  Py_INCREF(rule_error); /* the module owns one, this file the other */
  return module;
}
