CREATE TABLE sponsors (
  sponsor_id INTEGER PRIMARY KEY,
  name TEXT,
  country TEXT,
  sector TEXT,
  founded INTEGER
);
CREATE TABLE vaccines (
  vaccine_id INTEGER PRIMARY KEY,
  name TEXT,
  disease TEXT,
  platform TEXT,
  doses INTEGER,
  storage_temp REAL,
  sponsor_id INTEGER,
  FOREIGN KEY (sponsor_id) REFERENCES sponsors(sponsor_id)
);
CREATE TABLE sites (
  site_id INTEGER PRIMARY KEY,
  name TEXT,
  city TEXT,
  country TEXT,
  beds INTEGER,
  lead_doctor TEXT
);
CREATE TABLE trials (
  trial_id INTEGER PRIMARY KEY,
  vaccine_id INTEGER,
  phase INTEGER,
  start_date DATE,
  end_date DATE,
  budget_musd REAL,
  outcome TEXT,
  FOREIGN KEY (vaccine_id) REFERENCES vaccines(vaccine_id)
);
CREATE TABLE trial_sites (
  trial_id INTEGER,
  site_id INTEGER,
  enrolled INTEGER,
  dropouts INTEGER,
  PRIMARY KEY (trial_id, site_id),
  FOREIGN KEY (trial_id) REFERENCES trials(trial_id),
  FOREIGN KEY (site_id) REFERENCES sites(site_id)
);
CREATE TABLE adverse_events (
  event_id INTEGER PRIMARY KEY,
  trial_id INTEGER,
  symptom TEXT,
  severity TEXT,
  patient_age INTEGER,
  reported_on DATE,
  FOREIGN KEY (trial_id) REFERENCES trials(trial_id)
);
INSERT INTO sponsors VALUES
(1,'Helvion Pharma','Switzerland','industry',1968),
(2,'Mapungu Institute','South Africa','academic',1994),
(3,'Sejong Biologics','Korea','industry',2005),
(4,'Global Fever Fund','United Kingdom','charity',2010),
(5,'Ganga Biotech','India','industry',1989),
(6,'Instituto Paraná','Brazil','academic',1957),
(7,'Tundra Immune','Canada','industry',2016),
(8,'Open Jab Alliance','Kenya','charity',2019);
INSERT INTO vaccines VALUES
(1,'Febrivax','dengue','viral vector',2,-20.0,6),
(2,'Malashield','malaria','protein subunit',3,4.0,2),
(3,'HV-117','influenza','mRNA',1,-70.0,1),
(4,'Sejoflu Q','influenza','inactivated',1,4.0,3),
(5,'Norostop','norovirus','protein subunit',2,4.0,7),
(6,'Chikuna','chikungunya','live attenuated',1,-15.0,5),
(7,'Malaboost','malaria','mRNA',2,-70.0,1),
(8,'Typhigard','typhoid','conjugate',1,5.5,5),
(9,'Rabivio','rabies','inactivated',3,4.0,3),
(10,'Lassatek','lassa fever','viral vector',2,NULL,4),
(11,'Norovax R','norovirus','mRNA',2,-70.0,7),
(12,'Lepravance','leprosy','protein subunit',3,4.0,2);
INSERT INTO sites VALUES
(1,'Groote Vallei Hospital','Cape Town','South Africa',940,'Thandi Nkosi'),
(2,'Santa Clara Clinic','Recife','Brazil',210,'Paulo Teles'),
(3,'Hangang Medical Center','Seoul','Korea',1330,'Yoon Seok-ho'),
(4,'Kisumu Lakeside','Kisumu','Kenya',165,'Grace Otieno'),
(5,'St. Brendan University Hospital','Halifax','Canada',720,'Neil Fraser'),
(6,'Vellore Road Centre','Chennai','India',880,'Latha Iyer'),
(7,'Basel Kantonsspital West','Basel','Switzerland',645,'Urs Imhof'),
(8,'Ife General','Ibadan','Nigeria',380,'Kunle Bello'),
(9,'Dongbaek Vaccine Unit','Busan','Korea',95,NULL);
INSERT INTO trials VALUES
(301,1,2,'2020-06-15','2021-12-01',14.5,'success'),
(302,1,3,'2022-03-01',NULL,88.0,NULL),
(303,2,3,'2018-09-10','2021-04-30',112.4,'success'),
(304,3,1,'2021-11-05','2022-06-20',6.8,'success'),
(305,3,2,'2022-10-17','2023-11-30',31.2,'failure'),
(306,4,3,'2017-08-21','2018-07-15',47.9,'success'),
(307,5,1,'2023-02-06','2023-12-12',5.1,'inconclusive'),
(308,6,2,'2021-01-18','2022-08-08',12.7,'failure'),
(309,7,1,'2023-05-22',NULL,9.3,NULL),
(310,8,3,'2016-04-04','2018-10-26',53.6,'success'),
(311,10,1,'2022-07-11','2023-03-03',4.4,'inconclusive'),
(312,7,2,'2024-01-29',NULL,27.0,NULL);
INSERT INTO trial_sites VALUES
(301,2,420,31),
(302,2,1650,120),
(302,6,980,64),
(303,1,2100,175),
(303,4,1430,98),
(303,8,760,81),
(304,7,48,2),
(305,7,190,14),
(305,3,260,9),
(306,3,1875,55),
(307,5,36,1),
(308,6,330,47),
(310,6,2540,203),
(311,8,60,5);
INSERT INTO adverse_events VALUES
(1,301,'headache','mild',34,'2020-09-02'),
(2,303,'fever','moderate',6,'2019-01-14'),
(3,303,'fever','mild',3,'2019-02-20'),
(4,303,'seizure','severe',2,'2019-06-11'),
(5,305,'myocarditis','severe',27,'2023-01-30'),
(6,305,'fatigue','mild',51,'2023-02-08'),
(7,306,'sore arm','mild',68,'2017-10-05'),
(8,308,'joint pain','moderate',44,'2021-07-23'),
(9,308,'joint pain','severe',59,'2021-09-17'),
(10,310,'fever','mild',19,'2016-11-29'),
(11,302,'headache','moderate',40,'2022-12-06'),
(12,304,'fatigue','mild',NULL,'2022-01-12');
