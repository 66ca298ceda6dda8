CREATE TABLE stn (
  stn_cd TEXT PRIMARY KEY,
  stn_nm TEXT,
  district TEXT,
  open_yr INTEGER,
  bays INTEGER
);
CREATE TABLE vehicle (
  veh_no TEXT PRIMARY KEY,
  stn_cd TEXT REFERENCES stn(stn_cd),
  make TEXT,
  model_yr INTEGER,
  km INTEGER,
  status TEXT
);
CREATE TABLE crew (
  emp_no INTEGER PRIMARY KEY,
  fst_nm TEXT,
  lst_nm TEXT,
  grade TEXT,
  stn_cd TEXT REFERENCES stn(stn_cd),
  salary INTEGER,
  hire_dt DATE
);
CREATE TABLE hosp (
  hosp_cd TEXT PRIMARY KEY,
  hosp_nm TEXT,
  district TEXT,
  beds INTEGER,
  trauma_lvl INTEGER
);
CREATE TABLE call_log (
  call_no INTEGER PRIMARY KEY,
  call_dt DATE,
  district TEXT,
  complaint TEXT,
  priority INTEGER,
  resp_min REAL,
  veh_no TEXT REFERENCES vehicle(veh_no),
  hosp_cd TEXT REFERENCES hosp(hosp_cd)
);
CREATE TABLE call_crew (
  call_no INTEGER,
  emp_no INTEGER,
  role TEXT,
  overtime_min INTEGER,
  PRIMARY KEY (call_no, emp_no),
  FOREIGN KEY (call_no) REFERENCES call_log(call_no),
  FOREIGN KEY (emp_no) REFERENCES crew(emp_no)
);
INSERT INTO stn VALUES
('HQ','Central Station','Centre',1966,8),
('NT','Northgate','North',1984,4),
('DK','Docklands','Harbour',2007,5),
('HL','Hillcrest','East',1992,3),
('AP','Airport Road','West',2015,6),
('RV','Riverbend','East',2021,2);
INSERT INTO vehicle VALUES
('A-01','HQ','Mercedes',2019,84200,'active'),
('A-02','HQ','Mercedes',2021,51300,'active'),
('A-03','NT','Ford',2016,132800,'repair'),
('A-04','NT','Volkswagen',2020,69900,'active'),
('A-05','DK','Ford',2018,97400,'active'),
('A-06','HL','Renault',2014,158100,'reserve'),
('A-07','AP','Mercedes',2022,30500,'active'),
('A-08','AP','Renault',2017,110600,'repair'),
('A-09','DK','Volkswagen',2023,12900,'active');
INSERT INTO crew VALUES
(501,'Amara','Okafor','paramedic','HQ',46200,'2014-05-19'),
(502,'Liam','Keogh','technician','HQ',34800,'2019-02-04'),
(503,'Sofia','Marchetti','doctor','HQ',71500,'2011-09-12'),
(504,'Bogdan','Ionescu','paramedic','NT',44100,'2016-11-28'),
(505,'Hye-jin','Bae','paramedic','DK',43750,'2017-07-03'),
(506,'Carlos','Mendes','technician','DK',35900,'2018-04-16'),
(507,'Freya','Nilsen','technician','AP',33600,'2021-01-11'),
(508,'Rashid','Haddad','doctor','AP',68900,'2013-03-25'),
(509,'Joan','Tully','paramedic','HL',45300,'2009-10-05'),
(510,'Mateus','Lima','trainee','NT',26400,'2023-08-21');
INSERT INTO hosp VALUES
('STL','St Luke Infirmary','Centre',640,1),
('HBG','Harbour General','Harbour',410,2),
('EAS','Eastfield Clinic','East',120,3),
('QMH','Queen Maud Hospital','North',385,2),
('CHD','Children''s Hospital','Centre',210,NULL),
('WMC','Western Medical Centre','West',530,1);
INSERT INTO call_log VALUES
(9001,'2024-01-03','Centre','chest pain',1,6.5,'A-01','STL'),
(9002,'2024-01-03','North','fall',3,18.0,'A-04','QMH'),
(9003,'2024-01-09','Harbour','burn',2,9.2,'A-05','HBG'),
(9004,'2024-01-14','East','fall',3,22.4,'A-06','EAS'),
(9005,'2024-02-02','West','chest pain',1,8.1,'A-07','WMC'),
(9006,'2024-02-02','Centre','fainting',2,7.4,'A-02',NULL),
(9007,'2024-02-17','West','road accident',1,10.8,'A-07','STL'),
(9008,'2024-03-05','Harbour','chest pain',1,7.9,'A-09','STL'),
(9009,'2024-03-11','East','allergy',2,14.6,'A-06','EAS'),
(9010,'2024-03-11','Centre','fall',3,13.3,'A-01','CHD'),
(9011,'2024-03-29','North','road accident',1,11.7,'A-04','QMH'),
(9012,'2024-04-06','Harbour','fainting',3,15.5,'A-05',NULL),
(9013,'2024-04-20','Centre','chest pain',1,5.8,'A-02','STL');
INSERT INTO call_crew VALUES
(9001,501,'lead',0),
(9001,502,'driver',0),
(9002,504,'lead',25),
(9003,505,'lead',10),
(9003,506,'driver',12),
(9004,509,'lead',0),
(9005,508,'lead',40),
(9005,507,'driver',35),
(9006,501,'lead',15),
(9007,508,'lead',55),
(9008,505,'lead',NULL),
(9010,502,'driver',20),
(9011,504,'lead',30),
(9013,501,'lead',5);
